/** A place in a source file. Lines and columns are 1-based, columns in UTF-16 units; the end is exclusive. */
export interface SourceRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a node of a traced model comes from. */
export interface NodeSource {
  /** Path of the module whose `forward` ran it: `layer1.0.conv1`; empty for the model itself. */
  readonly modulePath: string;
  /** Where that module was made. */
  readonly definition?: SourceRange;
  /** The innermost call in the user's code that ran it. */
  readonly location?: SourceRange;
  /** The calls that led to it, outermost first; the last one is `location`. */
  readonly calls: readonly SourceRange[];
}

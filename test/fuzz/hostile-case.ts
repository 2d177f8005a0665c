/** A file made to break a reader, and what must be said about it. */
export interface HostileCase {
  readonly name: string;
  /** The file; a text is written as an .onnx.txt. */
  readonly make: () => Uint8Array | string;
  /** A problem that must come out, with an offset, a node or a quoted name in it. Without one, only the limits count. */
  readonly says?: RegExp;
  /** Too large for the unit tests, and run in a process of its own. */
  readonly isLarge?: boolean;
  /** Left out of the unit tests, which have a minute: it takes a third of a second and more. */
  readonly isSlow?: boolean;
}

/** A file, and things in the folder beside it. */
export interface HostileFolder {
  readonly name: string;
  /** Makes both, and gives the path that is opened; undefined when this system has no such thing. */
  readonly prepare: (folder: string) => string | undefined;
  readonly says?: RegExp;
}

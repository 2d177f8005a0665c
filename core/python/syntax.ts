import { type Span } from "../graph/model.ts";

/** What a Python file says of its modules without being run. Spans are UTF-16 offsets in the file. */
export interface PythonSyntax {
  readonly classes: readonly PythonClass[];
  readonly functions: readonly PythonFunction[];
  /** Calls of torch.nn classes anywhere in the file, in order. */
  readonly layers: readonly LayerCall[];
  /** Places that the grammar can't take: half-written code. */
  readonly faults: readonly Span[];
}

export interface PythonClass {
  readonly name: string;
  /** Dotted, as far as imports tell: `torch.nn.Module`. */
  readonly bases: readonly string[];
  readonly span: Span;
  readonly nameSpan: Span;
  /** Derives from torch.nn.Module, as far as the file tells. */
  readonly isModule: boolean;
}

export interface PythonFunction {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface LayerCall {
  /** Dotted: `torch.nn.Conv2d`. */
  readonly callee: string;
  readonly arguments: readonly Argument[];
  /** `conv1` of `self.conv1 = …`. */
  readonly attribute?: string;
  /** The class whose body it is in. */
  readonly className?: string;
  readonly span: Span;
}

export interface Argument {
  readonly name?: string;
  /** Undefined when it is no literal. */
  readonly value: Literal | undefined;
}

export type Literal = number | boolean | string | null | readonly Literal[];

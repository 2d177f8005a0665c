import { type DataType } from "./data-type.ts";
import { type NodeSource } from "./source-range.ts";
import { type ValueType } from "./value-type.ts";

/** One model as a reader found it: names and structure as in the file, nothing inferred. */
export interface Model {
  readonly format: ModelFormat;
  readonly graph: Graph;
  /** Version of each operator domain; `""` is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly functions: readonly FunctionDefinition[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly irVersion?: number;
  readonly producer?: string;
  readonly producerVersion?: string;
  readonly domain?: string;
  readonly modelVersion?: number;
  readonly doc?: string;
  /** The graph breaks off, where a program failed, a file ends or a limit is reached: totals are lower bounds. */
  readonly isPartial?: boolean;
}

/** `pytorch`: recorded while the model's source ran once, so that every type is known and nothing is computed ahead. */
export type ModelFormat = "onnx" | "onnx-text" | "pytorch";

export interface Graph {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** In file order, which ONNX requires to be an execution order. */
  readonly nodes: readonly Node[];
  /** Initializers, sparse ones included, by name. */
  readonly constants: ReadonlyMap<string, Constant>;
  /** Types that the file states for inner values (value_info). */
  readonly values: ReadonlyMap<string, Value>;
  readonly doc?: string;
  readonly metadata?: ReadonlyMap<string, string>;
}

export interface Value {
  readonly name: string;
  readonly type?: ValueType;
  readonly doc?: string;
  /** PyTorch's exporter says here what a stored tensor was in the source (parameter, buffer). */
  readonly metadata?: ReadonlyMap<string, string>;
}

/** One use of an operator. An omitted optional input or output is the empty string. */
export interface Node {
  readonly name: string;
  readonly opType: string;
  /** `""` is ai.onnx. */
  readonly domain: string;
  readonly overload?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Where the node stands in its file: bytes in a binary one, UTF-16 units in text. */
  readonly span?: Span;
  /** Where it comes from, in a model that was traced from its source. */
  readonly source?: NodeSource;
  readonly doc?: string;
  readonly metadata?: ReadonlyMap<string, string>;
}

export interface Span {
  readonly offset: number;
  readonly length: number;
}

export type Attribute =
  | { readonly kind: "int" | "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "ints" | "floats"; readonly value: readonly number[] }
  | { readonly kind: "strings"; readonly value: readonly string[] }
  | { readonly kind: "tensor"; readonly value: Constant }
  | { readonly kind: "tensors"; readonly value: readonly Constant[] }
  | { readonly kind: "graph"; readonly value: Graph }
  | { readonly kind: "graphs"; readonly value: readonly Graph[] }
  | { readonly kind: "type"; readonly value: ValueType }
  | { readonly kind: "types"; readonly value: readonly ValueType[] }
  /** Inside a function: the attribute of the call that is put here. */
  | { readonly kind: "reference"; readonly value: string; readonly type?: string };

/** A stored tensor: where its bytes are, not the bytes. */
export interface Constant {
  readonly name: string;
  /** Missing when the file's type code is not known. */
  readonly dtype?: DataType;
  readonly dims: readonly number[];
  /** Numeric contents, row-major, when small enough to matter for shapes; int64 beyond 2^53 is rounded. */
  readonly values?: readonly number[];
  readonly strings?: readonly string[];
  readonly storage: Storage;
  /** For a sparse initializer: how many values are stored. `dims` is the dense shape. */
  readonly storedCount?: number;
  /** The initializer that holds the same values transposed, where the file stores tied weights twice. */
  readonly transposeOf?: string;
  /** What the program says that it is; undefined in files, which only hint at it. */
  readonly role?: ConstantRole;
  readonly doc?: string;
}

/** `parameter`: learnable, trained or frozen. `buffer`: kept with the model. `constant`: a value in the code. */
export type ConstantRole = "parameter" | "buffer" | "constant";

export type Storage =
  /** In the model file: `raw_data`, or one of the typed fields (float_data, int32_data, …). */
  | { readonly kind: "raw" | "typed"; readonly offset: number; readonly length: number }
  /** In another file beside the model. */
  | {
      readonly kind: "external";
      readonly location: string;
      readonly offset: number;
      readonly length?: number;
    }
  /** Written out in text, or empty. */
  | { readonly kind: "literal" };

/** A function that the model brings along (ModelProto.functions). */
export interface FunctionDefinition {
  readonly name: string;
  readonly domain: string;
  readonly overload?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Names of attributes that a call must or may give; the map holds those with a default. */
  readonly attributes: readonly string[];
  readonly attributeDefaults: ReadonlyMap<string, Attribute>;
  readonly nodes: readonly Node[];
  readonly opsets: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, Value>;
  readonly span?: Span;
  readonly doc?: string;
}

/** How a node is called on screen: its name, else its first output, else its operator. */
export function nodeLabel(node: Node): string {
  return node.name || node.outputs.find((it) => it !== "") || node.opType;
}

/** `Conv`, or `com.microsoft.FusedConv` for a domain other than ai.onnx. */
export function operatorName(node: Pick<Node, "opType" | "domain">): string {
  return node.domain === "" ? node.opType : `${node.domain}.${node.opType}`;
}

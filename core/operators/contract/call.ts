import { type Dim } from "../../graph/dim.ts";
import { type DataType } from "../../graph/data-type.ts";
import { type Attribute, type Constant, type Node } from "../../graph/model.ts";
import { type Shape } from "../../graph/shape.ts";
import { type ValueType } from "../../graph/value-type.ts";

/** What is known of one tensor while the graph is walked. */
export interface Known {
  readonly type?: ValueType;
  /** Values, row-major, when known: numbers, or symbols for sizes taken from shapes. Booleans are 0 and 1. */
  readonly data?: readonly Dim[];
}

/** One node as an operator sees it: inputs by position, attributes by name. */
export interface Call {
  readonly node: Node;
  /** Version of the operator's domain that the model imports. */
  readonly opset: number;
  readonly inputCount: number;
  readonly outputCount: number;

  /** True when the input is given (not omitted). */
  has(input: number): boolean;
  type(input: number): ValueType | undefined;
  /** Shape of a tensor input; undefined when not known, omitted, or not a tensor. */
  shape(input: number): Shape | undefined;
  dtype(input: number): DataType | undefined;
  /** Known values of an input, row-major. */
  data(input: number): readonly Dim[] | undefined;
  /** Known values that are all numbers. */
  numbers(input: number): readonly number[] | undefined;

  attribute(name: string): Attribute | undefined;
  int(name: string): number | undefined;
  int(name: string, fallback: number): number;
  float(name: string): number | undefined;
  float(name: string, fallback: number): number;
  string(name: string): string | undefined;
  string(name: string, fallback: string): string;
  ints(name: string): readonly number[] | undefined;
  floats(name: string): readonly number[] | undefined;
  strings(name: string): readonly string[] | undefined;
  tensor(name: string): Constant | undefined;

  /** A size that nothing tells, as a symbol named after the output and axis: the user can bind it. */
  fresh(output: number, axis: number): Dim;
  /**
   * Infers the subgraph in attribute `name` with these inputs and gives its outputs. Its nodes are then part of
   * the report, each `executions` times (undefined: not known how often).
   */
  body(name: string, inputs: readonly Known[], executions: Dim | undefined): readonly Known[];
  /** Says that the inputs contradict the operator; shown as a warning on the node. */
  report(message: string): void;
}

import { type Dim, isKnown, symbol } from "../graph/dim.ts";
import { type DataType } from "../graph/data-type.ts";
import { type Attribute, type Constant, type Node } from "../graph/model.ts";
import { type Shape } from "../graph/shape.ts";
import { dtypeOf, shapeOf, type ValueType } from "../graph/value-type.ts";
import { type Call, type Known } from "../operators/contract/call.ts";
import { type Body } from "./walk.ts";

/** What the calls of one graph need of the walk they are part of. */
export interface CallHost {
  body(call: NodeCall, name: string, inputs: readonly Known[], executions: Dim | undefined): readonly Known[];
  report(call: NodeCall, message: string): void;
}

/** The view that an operator has of one node; made for every node, so it is a class for its shared methods. */
export class NodeCall implements Call {
  /** What the walk gathers about the node: the bodies that it runs, and what contradicts itself. */
  readonly bodies: Body[] = [];
  readonly complaints: string[] = [];

  constructor(
    readonly node: Node,
    readonly opset: number,
    private readonly inputs: readonly (Known | undefined)[],
    private readonly host: CallHost,
  ) {}

  get inputCount(): number {
    return this.inputs.length;
  }

  get outputCount(): number {
    return this.node.outputs.length;
  }

  has(input: number): boolean {
    return this.inputs[input] !== undefined;
  }

  type(input: number): ValueType | undefined {
    return this.inputs[input]?.type;
  }

  shape(input: number): Shape | undefined {
    return shapeOf(this.inputs[input]?.type);
  }

  dtype(input: number): DataType | undefined {
    return dtypeOf(this.inputs[input]?.type);
  }

  data(input: number): readonly Dim[] | undefined {
    return this.inputs[input]?.data;
  }

  numbers(input: number): readonly number[] | undefined {
    const data = this.inputs[input]?.data;
    return data?.every(isKnown) ? data : undefined;
  }

  attribute(name: string): Attribute | undefined {
    return this.node.attributes.get(name);
  }

  int(name: string): number | undefined;
  int(name: string, fallback: number): number;
  int(name: string, fallback?: number): number | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "int" ? it.value : fallback;
  }

  float(name: string): number | undefined;
  float(name: string, fallback: number): number;
  float(name: string, fallback?: number): number | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "float" || it?.kind === "int" ? it.value : fallback;
  }

  string(name: string): string | undefined;
  string(name: string, fallback: string): string;
  string(name: string, fallback?: string): string | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "string" ? it.value : fallback;
  }

  ints(name: string): readonly number[] | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "ints" ? it.value : undefined;
  }

  floats(name: string): readonly number[] | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "floats" || it?.kind === "ints" ? it.value : undefined;
  }

  strings(name: string): readonly string[] | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "strings" ? it.value : undefined;
  }

  tensor(name: string): Constant | undefined {
    const it = this.node.attributes.get(name);
    return it?.kind === "tensor" ? it.value : undefined;
  }

  fresh(output: number, axis: number): Dim {
    return symbol(`${this.node.outputs[output] || this.node.opType}_d${axis}`);
  }

  body(name: string, inputs: readonly Known[], executions: Dim | undefined): readonly Known[] {
    return this.host.body(this, name, inputs, executions);
  }

  report(message: string): void {
    this.host.report(this, message);
  }
}

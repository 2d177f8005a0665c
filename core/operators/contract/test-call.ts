import { expect } from "vitest";
import { type Dim, dimText, symbol } from "../../graph/dim.ts";
import { type DataType } from "../../graph/data-type.ts";
import { type Attribute, type Node } from "../../graph/model.ts";
import { tensor, typeText, type ValueType } from "../../graph/value-type.ts";
import { NodeCall } from "../../metrics/node-call.ts";
import { type Known } from "./call.ts";
import { type Operator } from "./operator.ts";

/** An input: `"float32 1x3xHxW"`, with values where they matter, or undefined when omitted. */
export type Given = string | { type: string; data: readonly Dim[] } | undefined;

export interface OperatorCase {
  inputs: readonly Given[];
  attributes?: Readonly<Record<string, number | string | readonly number[] | Attribute>>;
  opset?: number;
  /** How many outputs the node has; by default as many as are expected. */
  outputCount?: number;
  /** Expected types as text (`"float32 1×64×112×112"`); undefined: rank or more not known. */
  outputs: readonly (string | undefined)[] | undefined;
  multiplyAdds?: number | string;
  /** Expected folded values of the outputs. */
  data?: readonly (readonly (number | string)[] | undefined)[];
}

/** The one place where operator tests touch the API. */
export function checkOperator(operator: Operator, given: OperatorCase): void {
  const call = callOf(operator, given);
  const outputs = operator.infer(call);
  expect(outputs?.map((it) => it && typeText(it))).toEqual(given.outputs);
  if (given.multiplyAdds !== undefined) {
    const counted = operator.multiplyAdds ? operator.multiplyAdds(call, outputs ?? []) : 0;
    expect(typeof counted === "object" ? dimText(counted) : counted).toEqual(given.multiplyAdds);
  }
  if (given.data !== undefined) {
    const folded = operator.fold?.(call, outputs ?? []);
    expect(folded?.map((it) => it?.map((v) => (typeof v === "number" ? v : dimText(v))))).toEqual(given.data);
  }
}

export function callOf(
  operator: Operator,
  given: Omit<OperatorCase, "outputs"> & Partial<OperatorCase>,
): NodeCall {
  const outputCount = given.outputCount ?? given.outputs?.length ?? 1;
  const node: Node = {
    name: "n",
    opType: operator.type,
    domain: operator.domain ?? "",
    inputs: given.inputs.map((it, i) => (it === undefined ? "" : `x${i}`)),
    outputs: Array.from({ length: outputCount }, (_, i) => `y${i}`),
    attributes: new Map(Object.entries(given.attributes ?? {}).map(([name, it]) => [name, attribute(it)])),
  };
  const opset = given.opset ?? (operator.domain ? 1 : 28);
  return new NodeCall(node, opset, given.inputs.map(known), noBodies);
}

const noBodies = { body: () => [], report: () => undefined };

function attribute(value: number | string | readonly number[] | Attribute): Attribute {
  if (typeof value === "number") return { kind: Number.isInteger(value) ? "int" : "float", value };
  if (typeof value === "string") return { kind: "string", value };
  return isNumbers(value) ? { kind: "ints", value } : value;
}

function isNumbers(value: readonly number[] | Attribute): value is readonly number[] {
  return Array.isArray(value);
}

function known(given: Given): Known | undefined {
  if (given === undefined) return undefined;
  return typeof given === "string"
    ? { type: typeFromText(given) }
    : { type: typeFromText(given.type), data: given.data };
}

/** Reads `"float32 1x3xHxW"`, `"int64 scalar"`, `"float32 ?"` (rank not known). */
export function typeFromText(text: string): ValueType {
  const [dtype, sizes = ""] = text.split(" ");
  if (sizes === "?") return tensor(dtype as DataType, undefined);
  const dims =
    sizes === "scalar" ? [] : sizes.split("x").map((it) => (/^\d+$/.test(it) ? Number(it) : symbol(it)));
  return tensor(dtype as DataType, dims);
}

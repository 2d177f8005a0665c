import {
  add,
  ceilDivide,
  type Dim,
  floorDivide,
  isKnown,
  maximum,
  minimum,
  multiply,
  subtract,
} from "../../graph/dim.ts";
import { type Graph, type Node } from "../../graph/model.ts";
import { type Call } from "./call.ts";

/** A scalar of a loop's body as a function of the iteration n: start + step·n. */
interface Line {
  readonly start: Dim;
  readonly step: number;
}

interface Body {
  readonly graph: Graph;
  readonly makers: ReadonlyMap<string, Node>;
  readonly call: Call;
  /** Values still to be looked at: a hostile body adds a value to itself, and that sum to itself, without end. */
  readonly budget: { left: number };
}

const maxValues = 256;

/**
 * How often a Loop runs whose condition starts true and compares values that grow evenly, as TensorFlow writes
 * `while (time < length)`. Undefined when the condition is of another kind, or never turns false.
 */
export function countedTrips(call: Call): Dim | undefined {
  const attribute = call.attribute("body");
  if (attribute?.kind !== "graph") return undefined;
  const graph = attribute.value;
  const makers = new Map<string, Node>();
  for (const node of graph.nodes) for (const it of node.outputs) makers.set(it, node);
  const held = roundsHeld({ graph, makers, call, budget: { left: maxValues } }, graph.outputs[0]?.name ?? "");
  // The body gives the condition of the next iteration, so it has run once before the first one counts.
  return held === undefined ? undefined : add(held, 1);
}

/** For how many iterations from the first a condition comes out true. */
function roundsHeld(body: Body, condition: string): Dim | undefined {
  const node = body.makers.get(condition);
  if (!node || node.domain !== "" || body.budget.left-- <= 0) return undefined;
  const [a = "", b = ""] = node.inputs;
  switch (node.opType) {
    case "Identity":
      return roundsHeld(body, a);
    case "And": {
      const [x, y] = [roundsHeld(body, a), roundsHeld(body, b)];
      return x === undefined || y === undefined ? undefined : minimum(x, y);
    }
    case "Less":
    case "LessOrEqual":
      return roundsBelow(lineOf(body, a), lineOf(body, b), node.opType === "LessOrEqual");
    case "Greater":
    case "GreaterOrEqual":
      return roundsBelow(lineOf(body, b), lineOf(body, a), node.opType === "GreaterOrEqual");
    default:
      return undefined;
  }
}

/** For how many iterations `low` stays below `high`, when they come closer each time. */
function roundsBelow(
  low: Line | undefined,
  high: Line | undefined,
  isEqualIncluded: boolean,
): Dim | undefined {
  if (!low || !high) return undefined;
  const gap = subtract(high.start, low.start);
  const closing = low.step - high.step;
  if (!Number.isInteger(closing) || closing <= 0) return isKnown(gap) && gap < 0 ? 0 : undefined;
  const rounds = isEqualIncluded ? floorDivide(gap, closing) : ceilDivide(gap, closing);
  return rounds === undefined ? undefined : maximum(isEqualIncluded ? add(rounds, 1) : rounds, 0);
}

function lineOf(body: Body, name: string): Line | undefined {
  if (body.budget.left-- <= 0) return undefined;
  const { graph, makers } = body;
  const input = graph.inputs.findIndex((it) => it.name === name);
  if (input === 0) return { start: 0, step: 1 };
  if (input > 0) return input === 1 ? undefined : carriedLine(body, input);
  const stored = storedNumber(body, name);
  if (stored !== undefined) return { start: stored, step: 0 };
  const node = makers.get(name);
  if (!node || node.domain !== "") return undefined;
  const operand = (i: number) => lineOf(body, node.inputs[i] ?? "");
  switch (node.opType) {
    case "Identity":
      return operand(0);
    case "Cast":
      return isExact(node) ? whole(operand(0)) : undefined;
    case "Add":
      return combined(operand(0), operand(1), 1);
    case "Sub":
      return combined(operand(0), operand(1), -1);
    default:
      return undefined;
  }
}

/** A carried value: where it starts, and what each iteration adds to it. */
function carriedLine(body: Body, input: number): Line | undefined {
  const data = body.call.data(input);
  const name = body.graph.inputs[input]?.name ?? "";
  const next = body.graph.outputs[input - 1]?.name ?? "";
  const [start] = data ?? [];
  const step = addedTo(body, name, next);
  return data?.length !== 1 || start === undefined || step === undefined ? undefined : { start, step };
}

/** What a chain of additions adds to `from` to make `to`. */
function addedTo(body: Body, from: string, to: string): number | undefined {
  let added = 0;
  while (body.budget.left-- > 0) {
    if (to === from) return added;
    const node = body.makers.get(to);
    if (!node || node.domain !== "") return undefined;
    const [a = "", b = ""] = node.inputs;
    const [left, right] = [storedNumber(body, a), storedNumber(body, b)];
    if (node.opType === "Identity") to = a;
    else if (node.opType === "Add" && right !== undefined) [to, added] = [a, added + right];
    else if (node.opType === "Add" && left !== undefined) [to, added] = [b, added + left];
    else if (node.opType === "Sub" && right !== undefined) [to, added] = [a, added - right];
    else return undefined;
  }
  return undefined;
}

/** A number that the body itself stores. */
function storedNumber({ graph, makers }: Body, name: string): number | undefined {
  const node = makers.get(name);
  const value = node?.opType === "Constant" ? node.attributes.get("value") : undefined;
  const single = node?.opType === "Constant" ? node.attributes.get("value_int") : undefined;
  if (single?.kind === "int") return single.value;
  const values = value?.kind === "tensor" ? value.value.values : graph.constants.get(name)?.values;
  return values?.length === 1 ? values[0] : undefined;
}

function combined(a: Line | undefined, b: Line | undefined, sign: number): Line | undefined {
  return a && b && { start: add(a.start, multiply(b.start, sign)), step: a.step + sign * b.step };
}

/** True for a Cast between types that hold every count of iterations: float32 and 64, int32 and 64. */
function isExact({ attributes }: Node): boolean {
  const to = attributes.get("to");
  return to?.kind === "int" && [1, 6, 7, 11].includes(to.value);
}

function whole(line: Line | undefined): Line | undefined {
  const isWhole =
    line && Number.isInteger(line.step) && (!isKnown(line.start) || Number.isInteger(line.start));
  return isWhole ? line : undefined;
}

import { add, type Dim } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { tensor } from "../../graph/value-type.ts";
import { type Call } from "./call.ts";
import { type OutputTypes } from "./operator.ts";
import { productOf } from "./product.ts";
import { sizeOrFresh } from "./size.ts";

/** What the cost of an LSTM, GRU or RNN depends on; missing where not known. */
interface Sizes {
  readonly steps: Dim | undefined;
  readonly batch: Dim | undefined;
  readonly inputSize: Dim | undefined;
  readonly hidden: Dim | undefined;
  readonly directions: number;
}

export const recurrentHowCounted =
  "Steps × batch × directions × gates × (input + hidden) × hidden. Weights are read once, as written.";

/**
 * y [steps, directions, batch, hidden], y_h [directions, batch, hidden] and, for an LSTM, y_c like y_h; with layout 1
 * the batch comes first. x is at input 0, the recurrent weight at input 2 with the hidden size on `hiddenAxis`.
 */
export function recurrentTypes(call: Call, hiddenAxis = 2): OutputTypes {
  const { steps, batch, hidden, directions } = sizesOf(call, hiddenAxis);
  const isBatchFirst = call.int("layout", 0) === 1;
  const of = (output: number, sizes: readonly (Dim | undefined)[]): Shape =>
    sizes.map((it, axis) => sizeOrFresh(call, it, axis, output));
  const last = isBatchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
  const all = isBatchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
  const dtype = call.dtype(0);
  return [tensor(dtype, of(0, all)), tensor(dtype, of(1, last)), tensor(dtype, of(2, last))];
}

/** Matrix products only; peepholes, gates and bias count 0. */
export function recurrentMultiplyAdds(call: Call, gates: number, hiddenAxis = 2): Dim | undefined {
  const { steps, batch, inputSize, hidden, directions } = sizesOf(call, hiddenAxis);
  if (inputSize === undefined || hidden === undefined) return undefined;
  return productOf([steps, batch, directions * gates, add(inputSize, hidden), hidden]);
}

function sizesOf(call: Call, hiddenAxis: number): Sizes {
  const x = call.shape(0) ?? [];
  const isBatchFirst = call.int("layout", 0) === 1;
  return {
    steps: x[isBatchFirst ? 1 : 0],
    batch: x[isBatchFirst ? 0 : 1],
    inputSize: x[2],
    hidden: positive(call.int("hidden_size")) ?? call.shape(2)?.[hiddenAxis],
    directions: call.string("direction", "forward") === "bidirectional" ? 2 : 1,
  };
}

function positive(size: number | undefined): number | undefined {
  return size !== undefined && size > 0 ? size : undefined;
}

import { ceilDivide, type Dim, floorDivide, isKnown, multiply, sameDim, subtract } from "../graph/dim.ts";
import { isStatic, normalizeAxis, type Shape } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn, hasList, listOf } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { readView, rowMajor } from "./contract/strided.ts";

/** Parts of the sizes given by `split`, or equal ones (since opset 18 the last may be smaller). */
export const split: Operator = {
  type: "Split",
  doc: "Cuts a tensor into parts along an axis.",
  roles: ["data", "setting"],

  infer(call) {
    const x = call.shape(0);
    const axis = x && axisIn(call, call.int("axis", 0), x.length);
    const parts = Array.from({ length: call.outputCount }, (_, output): Shape | undefined => {
      if (!x || axis === undefined) return undefined;
      const size = sizeOrFresh(call, partSize(call, x[axis] ?? 1, output), axis, output);
      return x.with(axis, size);
    });
    return parts.map((it) => tensor(call.dtype(0), it));
  },

  fold(call, outputs) {
    const x = call.shape(0);
    const data = call.data(0);
    const axis = x && normalizeAxis(call.int("axis", 0), x.length);
    if (!data || !isStatic(x) || axis === undefined) return undefined;
    const strides = rowMajor(x);
    let start = 0;
    return outputs.map((type) => {
      const sizes = shapeOf(type);
      if (!isStatic(sizes)) return undefined;
      const values = readView(data, { sizes, strides, offset: start * (strides[axis] ?? 1) });
      start += sizes[axis] ?? 0;
      return values;
    });
  },
};

function partSize(call: Call, size: Dim, output: number): Dim | undefined {
  if (hasList(call, "split", 1)) return listOf(call, "split", 1)?.[output];
  const count = call.int("num_outputs", call.outputCount);
  if (call.opset < 18) return floorDivide(size, count);
  const part = ceilDivide(size, count);
  const even = floorDivide(size, count);
  if (part === undefined || even === undefined || sameDim(even, part)) return part;
  const left = subtract(size, multiply(part, output));
  if (isKnown(left) && isKnown(part)) return Math.min(part, Math.max(0, left));
  return output < count - 1 ? part : left;
}

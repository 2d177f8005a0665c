import { add, type Dim, floorDivide } from "../graph/dim.ts";
import { volume } from "../graph/shape.ts";
import { tensor, type ValueType } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

const domain = "com.microsoft";

/** Dropout fused with a bias and a residual: data, bias, residual, ratio, training_mode; or without them. */
export const msDropout: readonly Operator[] = [
  {
    type: "BiasDropout",
    domain,
    doc: "Adds a bias and a residual around a dropout, which does nothing at inference.",
    roles: ["data", "weight", "data", "setting", "setting"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0)), tensor("bool", call.shape(0))],
  },
  {
    type: "BitmaskBiasDropout",
    domain,
    doc: "Bias, dropout and residual with the mask packed into bits.",
    roles: ["data", "weight", "data", "setting", "setting"],
    infer: (call) => [tensor(call.dtype(0), call.shape(0)), packedMask(call)],
  },
  {
    type: "BitmaskDropout",
    domain,
    doc: "Dropout with its mask packed into bits; does nothing at inference.",
    roles: ["data", "setting", "setting"],
    isView: true,
    infer: (call) => [tensor(call.dtype(0), call.shape(0)), packedMask(call)],
  },
];

/** One bit for each element, in words of 32. */
function packedMask(call: Call): ValueType {
  const x = call.shape(0);
  const words: Dim | undefined = x && floorDivide(add(volume(x), 31), 32);
  return tensor("uint32", [words ?? call.fresh(1, 0)]);
}

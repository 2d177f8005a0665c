import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axesIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { reducedShape } from "./contract/reduction.ts";

const domain = "com.microsoft";

/** Reductions over quantized values, by the attributes axes and keepdims. */
export const msQuantizedReduce: readonly Operator[] = [
  {
    // data, data_scale, data_zero_point, reduced_scale, reduced_zero_point.
    type: "QLinearReduceMean",
    domain,
    doc: "Mean of quantized values along axes.",
    roles: ["data", "buffer", "buffer", "buffer", "buffer"],
    infer: (call) => [tensor(call.dtype(0), reduced(call))],
  },
  {
    type: "ReduceSumInteger",
    domain,
    doc: "32-bit sum of 8-bit integers along axes.",
    infer: (call) => [tensor(call.dtype(0) === "uint8" ? "uint32" : "int32", reduced(call))],
  },
];

function reduced(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!x) return undefined;
  const given = call.ints("axes") ?? [];
  const axes = given.length === 0 ? [...x.keys()] : axesIn(call, given, x.length);
  return axes && reducedShape(x, axes, call.int("keepdims", 1) !== 0);
}

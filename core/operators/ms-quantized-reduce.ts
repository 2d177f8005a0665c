import { normalizeAxis, type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

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
  const axes = new Set(given.length === 0 ? x.keys() : given.map((it) => normalizeAxis(it, x.length)));
  const isKept = call.int("keepdims", 1) !== 0;
  return isKept ? x.map((size, i) => (axes.has(i) ? 1 : size)) : x.filter((_, i) => !axes.has(i));
}

import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type Role } from "./contract/operator.ts";
import { globalPoolShape, poolShape, poolShapeChannelsLast } from "./contract/pooling.ts";

const domain = "com.microsoft";

/** x, x_scale, x_zero_point, y_scale, y_zero_point. */
const roles: readonly Role[] = ["data", "buffer", "buffer", "buffer", "buffer"];

/** Pooling of quantized values. */
export const msQlinearPooling: readonly Operator[] = [
  {
    type: "QLinearAveragePool",
    domain,
    doc: "Average over a sliding window of quantized values.",
    roles,
    infer: (call) => [
      tensor(call.dtype(0), isChannelsLast(call) ? poolShapeChannelsLast(call) : poolShape(call)),
    ],
  },
  {
    type: "QLinearGlobalAveragePool",
    domain,
    doc: "Average of each channel of a quantized image.",
    roles,
    infer(call) {
      const x = call.shape(0);
      const shape = isChannelsLast(call)
        ? x?.map((size, i) => (i === 0 || i === x.length - 1 ? size : 1))
        : globalPoolShape(x);
      return [tensor(call.dtype(0), shape)];
    },
  },
];

function isChannelsLast(call: Call): boolean {
  return call.int("channels_last", 0) !== 0;
}

import { tensor } from "../graph/value-type.ts";
import { poolShape, poolShapeChannelsLast } from "./contract/pooling.ts";
import { type Operator } from "./contract/operator.ts";

const domain = "com.microsoft";

/** Pooling of ONNX Runtime. */
export const msPooling: readonly Operator[] = [
  {
    type: "NhwcMaxPool",
    domain,
    doc: "Maximum over a sliding window, channels innermost.",
    infer: (call) => [tensor(call.dtype(0), poolShapeChannelsLast(call))],
  },
  {
    // x, mask.
    type: "MaxpoolWithMask",
    domain,
    doc: "Maximum over the values of a sliding window that a mask lets through.",
    infer: (call) => [tensor(call.dtype(0), poolShape(call))],
  },
];

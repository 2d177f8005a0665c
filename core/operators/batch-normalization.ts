import { tensor, type ValueType } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** x [N, C, …], scale, bias, mean, variance (each [C]) → y; in training also the statistics. */
export const batchNormalization: Operator = {
  type: "BatchNormalization",
  doc: "Normalizes each channel by stored mean and variance, then scales and shifts.",
  roles: ["data", "weight", "weight", "buffer", "buffer"],

  infer(call) {
    const y = tensor(call.dtype(0), call.shape(0));
    // Two running statistics since opset 14, before that also the two that the backward pass needs.
    const statistics = [3, 4, 3, 4].map((it) => statistic(call, it));
    return [y, ...statistics].slice(0, Math.max(1, call.outputCount));
  },
};

function statistic(call: Call, input: number): ValueType {
  const x = call.shape(0);
  const channels = x && (x.length > 1 ? x[1] : 1);
  return tensor(
    call.dtype(input) ?? call.dtype(0),
    call.shape(input) ?? (channels === undefined ? undefined : [channels]),
  );
}

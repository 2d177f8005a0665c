import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["batch_norm", "Normalization of each channel by the batch's own statistics."],
  ["native_batch_norm", "Normalization of each channel, with the statistics."],
  ["instance_norm", "Normalization of each channel of each sample."],
  ["group_norm", "Normalization of groups of channels."],
  ["layer_norm", "Normalization over the last axes."],
  ["rms_norm", "Normalization by the root mean square of the last axes."],
  ["local_response_norm", "Normalization across neighbouring channels."],
  ["normalize", "Vectors scaled to length 1."],
  ["renorm", "Parts of a tensor scaled down to a largest norm."],
  ["_weight_norm", "Weights from length and direction."],
  ["spectral_norm", "Weights divided by their largest singular value."],
  ["softmax", "Exponentials scaled to a sum of 1."],
  ["softmin", "Softmax of the negative."],
  ["log_softmax", "Logarithm of the softmax."],
] as const;

/** Normalizations that ONNX has no operator for. */
export const atenNormalization: readonly Operator[] = atenFamily(rows, {
  roles: ["data", "weight", "weight", "buffer", "buffer"],
});

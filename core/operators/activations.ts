import { maximum } from "../graph/dim.ts";
import { boundsOf } from "./contract/bounds.ts";
import { combineElements, operandOf } from "./contract/elementwise.ts";
import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

const rows: readonly (readonly [type: string, doc: string])[] = [
  ["Celu", "Smooth ReLU: max(x, 0) + min(alpha (exp(x / alpha) - 1), 0)."],
  ["Elu", "x where positive, alpha (exp(x) - 1) where negative."],
  ["Gelu", "Gaussian error linear unit: x times the normal distribution at x."],
  ["HardSigmoid", "Sigmoid in straight lines: clips alpha x + beta to 0 to 1."],
  ["HardSwish", "x times a sigmoid in straight lines, as in MobileNetV3."],
  ["LeakyRelu", "x where positive, alpha x where negative."],
  ["Mish", "x tanh(softplus(x))."],
  ["ParametricSoftplus", "alpha softplus(beta x); only in very old models."],
  ["ScaledTanh", "alpha tanh(beta x); only in very old models."],
  ["Selu", "Self-normalizing exponential unit: a scaled Elu."],
  ["Shrink", "Moves x toward 0 by bias, and sets small values to 0."],
  ["Sigmoid", "1 / (1 + exp(-x)): squashes into 0 to 1."],
  ["Softplus", "ln(exp(x) + 1): a smooth ReLU."],
  ["Softsign", "x / (1 + |x|): squashes into -1 to 1."],
  ["Swish", "x sigmoid(alpha x); SiLU when alpha is 1."],
  ["ThresholdedRelu", "x where larger than alpha, else 0."],
];

const relu: Operator = {
  type: "Relu",
  doc: "max(x, 0), element by element.",
  infer: sameType,
  fold: (call, [output]) => [
    combineElements([operandOf(call, 0)], output, ([x = 0]) => (boundsOf(x).low >= 0 ? x : maximum(x, 0))),
  ],
};

/** Activation functions without learned values: x → y of the same shape and type. */
export const activations: readonly Operator[] = [
  ...rows.map(([type, doc]) => ({ type, doc, infer: sameType })),
  relu,
];

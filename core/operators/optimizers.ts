import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";

const domain = "ai.onnx.preview.training";

/** One step of a training method: rate, step number, then tensors, gradients and states in blocks of equal length. */
export const optimizers: readonly Operator[] = [
  {
    type: "Adagrad",
    domain,
    doc: "One training step of Adagrad.",
    roles: ["setting", "setting"],
    infer: (call) => updated(call, [0, 2], 3),
  },
  {
    type: "Adam",
    domain,
    doc: "One training step of Adam.",
    roles: ["setting", "setting"],
    infer: (call) => updated(call, [0, 2, 3], 4),
  },
  {
    type: "Momentum",
    domain,
    doc: "One training step of gradient descent with momentum.",
    roles: ["setting", "setting"],
    infer: (call) => updated(call, [0, 2], 3),
  },
];

/** The outputs are new values of some of the `blockCount` blocks of inputs that follow rate and step number. */
function updated(call: Call, blocks: readonly number[], blockCount: number): OutputTypes {
  const size = Math.floor((call.inputCount - 2) / blockCount);
  if (size < 1) return [];
  return Array.from({ length: size * blocks.length }, (_, i) => {
    const block = blocks[Math.floor(i / size)] ?? 0;
    return call.type(2 + block * size + (i % size));
  });
}

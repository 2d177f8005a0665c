import { type Operator } from "./contract/operator.ts";

/** Values of the tensors `xs` and `zs` → the derivative of `y` by each of `xs`, of its shape. */
export const gradient: Operator = {
  type: "Gradient",
  domain: "ai.onnx.preview.training",
  doc: "Derivatives of one tensor by others, for training.",
  howCounted: "Not counted: the work is that of the part of the graph it differentiates.",
  infer: (call) => Array.from({ length: call.outputCount }, (_, i) => call.type(i)),
  multiplyAdds: () => undefined,
};

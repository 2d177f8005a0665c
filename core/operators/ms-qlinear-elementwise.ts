import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { broadcastShape } from "./contract/elementwise.ts";
import { type Operator, type Role } from "./contract/operator.ts";

const domain = "com.microsoft";

const unary: readonly Role[] = ["data", "buffer", "buffer", "buffer", "buffer"];
const binary: readonly Role[] = ["data", "buffer", "buffer", "data", "buffer", "buffer", "buffer", "buffer"];

/** Type, line, roles, and the positions of the values among scales and zero points. */
const rows = [
  ["QLinearAdd", "Sum of quantized values, element by element.", binary, [0, 3]],
  ["QLinearMul", "Product of quantized values, element by element.", binary, [0, 3]],
  ["QLinearLeakyRelu", "Leaky ReLU of quantized values.", unary, [0]],
  ["QLinearSigmoid", "Sigmoid of quantized values.", unary, [0]],
  ["QLinearSoftmax", "Softmax of quantized values.", unary, [0]],
] as const;

/** Element-wise operators over quantized values. */
export const msQlinearElementwise: readonly Operator[] = [
  ...rows.map(([type, doc, roles, values]): Operator => ({
    type,
    domain,
    doc,
    roles,
    infer: (call) => [tensor(call.dtype(0), broadcastOf(call, values))],
  })),
  {
    // condition, x, x_scale, x_zero_point, y, y_scale, y_zero_point, z_scale, z_zero_point.
    type: "QLinearWhere",
    domain,
    doc: "Takes quantized values from one of two tensors, by a condition.",
    roles: ["data", ...binary],
    infer: (call) => [tensor(call.dtype(1), broadcastOf(call, [0, 1, 4]))],
  },
  {
    // A, A_zero_point, B, B_zero_point.
    type: "MulInteger",
    domain,
    doc: "Product of 8-bit integers with 32-bit results, element by element.",
    roles: ["data", "buffer", "data", "buffer"],
    infer: (call) => [tensor("int32", broadcastOf(call, [0, 2]))],
  },
];

function broadcastOf(call: Call, positions: readonly number[]): Shape | undefined {
  return broadcastShape(
    call,
    positions.map((it) => call.shape(it)),
  );
}

import { tensor } from "../graph/value-type.ts";
import { type Operator, type Role } from "./contract/operator.ts";
import { convMultiplyAdds, convShape } from "./conv.ts";

/** x, x_scale, x_zero_point, w, w_scale, w_zero_point, y_scale, y_zero_point, b. */
export const qlinearConvRoles: readonly Role[] = [
  "data",
  "buffer",
  "buffer",
  "weight",
  "buffer",
  "buffer",
  "buffer",
  "buffer",
  "weight",
];

/** Quantized convolution; the output's type is that of y_zero_point. */
export const qlinearConv: Operator = {
  type: "QLinearConv",
  doc: "Convolution of quantized values with quantized kernels and output.",
  roles: qlinearConvRoles,

  infer(call) {
    return [tensor(call.dtype(7) ?? call.dtype(0), convShape(call, 0, 3))];
  },

  multiplyAdds: (call, outputs) => convMultiplyAdds(call, 3, outputs),
};

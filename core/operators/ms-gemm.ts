import { dataTypeFromCode } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { gemmMultiplyAdds, gemmShape } from "./gemm.ts";

/** Fully connected layers of ONNX Runtime. */
export const msGemm: readonly Operator[] = [
  {
    type: "FusedGemm",
    domain: "com.microsoft",
    doc: "Fully connected layer with a fused activation.",
    roles: ["weight", "weight", "weight"],
    infer: (call) => [tensor(call.dtype(0), gemmShape(call, 0, 1))],
    multiplyAdds: (call) => gemmMultiplyAdds(call, 0, 1),
  },
  {
    // A, B, C, scaleA, scaleB, scaleY.
    type: "GemmFloat8",
    domain: "com.microsoft",
    doc: "Fully connected layer over 8-bit floats.",
    roles: ["weight", "weight", "weight", "buffer", "buffer", "buffer"],
    infer: (call) => [tensor(dataTypeFromCode(call.int("dtype", 1)), gemmShape(call, 0, 1))],
    multiplyAdds: (call) => gemmMultiplyAdds(call, 0, 1),
  },
  {
    // A, a_scale, a_zero_point, B, b_scale, b_zero_point, C, y_scale, y_zero_point.
    type: "QGemm",
    domain: "com.microsoft",
    doc: "Fully connected layer over quantized values.",
    roles: ["data", "buffer", "buffer", "weight", "buffer", "buffer", "weight", "buffer", "buffer"],
    // Without an output scale the result is not quantized.
    infer: (call) => [
      tensor(call.has(7) ? (call.dtype(8) ?? call.dtype(0)) : "float32", gemmShape(call, 0, 3)),
    ],
    multiplyAdds: (call) => gemmMultiplyAdds(call, 0, 3),
  },
];

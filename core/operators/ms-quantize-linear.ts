import { type Operator } from "./contract/operator.ts";
import { sameShapeAs } from "./contract/same-type.ts";

const domain = "com.microsoft";

/** Quantization in ONNX Runtime's domain, which took 16- and 4-bit types before ai.onnx did. */
export const msQuantizeLinear: readonly Operator[] = [
  {
    type: "QuantizeLinear",
    domain,
    doc: "Rounds values to integers by a scale and zero point.",
    roles: ["data", "buffer", "buffer"],
    infer: (call) => sameShapeAs(call, call.has(2) ? call.dtype(2) : "uint8"),
  },
  {
    type: "DequantizeLinear",
    domain,
    doc: "Turns quantized integers back into floats by scale and zero point.",
    roles: ["data", "buffer", "buffer"],
    infer: (call) => sameShapeAs(call, call.dtype(1)),
  },
];

import { msMember, testRows } from "./contract/test-rows.ts";
import { msGemm } from "./ms-gemm.ts";

const scale = "float32 scalar";

testRows(msMember(msGemm, "FusedGemm"), {
  transposed: {
    inputs: ["float32 4x3", "float32 4x5", "float32 5"],
    attributes: { transA: 1, activation: "Relu" },
    outputs: ["float32 3×5"],
    multiplyAdds: 60,
  },
});

testRows(msMember(msGemm, "GemmFloat8"), {
  "stated output type": {
    inputs: ["float8e4m3fn 3x4", "float8e4m3fn 5x4"],
    attributes: { transB: 1, dtype: 10 },
    outputs: ["float16 3×5"],
    multiplyAdds: 60,
  },
});

testRows(msMember(msGemm, "QGemm"), {
  "quantized output": {
    inputs: [
      "uint8 Nx4",
      scale,
      "uint8 scalar",
      "int8 5x4",
      scale,
      "int8 scalar",
      "int32 5",
      scale,
      "uint8 scalar",
    ],
    attributes: { transB: 1 },
    outputs: ["uint8 N×5"],
    multiplyAdds: "20*N",
  },
  "float output without a scale": {
    inputs: ["uint8 3x4", scale, "uint8 scalar", "int8 4x5", scale, "int8 scalar"],
    outputs: ["float32 3×5"],
    multiplyAdds: 60,
  },
});

import { msMember, testRows } from "./contract/test-rows.ts";
import { msQuantizedMatmul } from "./ms-quantized-matmul.ts";

testRows(msMember(msQuantizedMatmul, "DynamicQuantizeMatMul"), {
  "float in and out": {
    inputs: ["float32 BxSx768", "int8 768x3072", "float32 scalar", "int8 scalar", "float32 3072"],
    outputs: ["float32 B×S×3072"],
    multiplyAdds: "2359296*B*S",
  },
});

testRows(msMember(msQuantizedMatmul, "MatMulIntegerToFloat"), {
  "the output has the type of the scales": {
    inputs: ["uint8 2x3x4", "uint8 4x5", "float16 scalar", "float16 scalar"],
    outputs: ["float16 2×3×5"],
    multiplyAdds: 120,
  },
});

testRows(msMember(msQuantizedMatmul, "MatMulInteger16"), {
  signed: { inputs: ["int16 3x4", "uint16 4x5"], outputs: ["int32 3×5"], multiplyAdds: 60 },
  unsigned: { inputs: ["uint16 3x4", "uint16 4x5"], outputs: ["uint32 3×5"] },
});

testRows(msMember(msQuantizedMatmul, "QOrderedMatMul"), {
  "operands apart": {
    inputs: ["int8 1x3x4", "float32 scalar", "int8 4x5", "float32 5", "float32 scalar"],
    outputs: ["int8 1×3×5"],
    multiplyAdds: 60,
  },
  "does not fit": {
    inputs: ["int8 1x3x4", "float32 scalar", "int8 3x5"],
    outputs: ["int8 unknown shape"],
  },
});

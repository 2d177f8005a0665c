import { msMember, testRows } from "./contract/test-rows.ts";
import { msArithmetic } from "./ms-arithmetic.ts";

testRows(msMember(msArithmetic, "Inverse"), {
  "keeps the shape": { inputs: ["float32 Nx3x3"], outputs: ["float32 N×3×3"], multiplyAdds: 0 },
});

testRows(msMember(msArithmetic, "CDist"), {
  "all pairs of rows": { inputs: ["float32 Mx4", "float32 5x4"], outputs: ["float32 M×5"] },
  unknown: { inputs: ["float32 ?", "float32 5x4"], outputs: ["float32 y0_d0×5"] },
});

testRows(msMember(msArithmetic, "Rfft"), {
  "half a spectrum": { inputs: ["float32 2x8"], outputs: ["float32 2×5×2"] },
});

testRows(msMember(msArithmetic, "Irfft"), {
  "back again": { inputs: ["float32 2x5x2"], outputs: ["float32 2×8"] },
  "too short": { inputs: ["float32 2"], outputs: ["float32 unknown shape"] },
});

testRows(msMember(msArithmetic, "MurmurHash3"), {
  unsigned: { inputs: ["string 2x3"], outputs: ["uint32 2×3"] },
  signed: { inputs: ["string 2x3"], attributes: { positive: 0 }, outputs: ["int32 2×3"] },
});

testRows(msMember(msArithmetic, "NGramRepeatBlock"), {
  "shape of the scores": { inputs: ["int64 2x5", "float32 2x9"], outputs: ["float32 2×9"] },
});

testRows(msMember(msArithmetic, "ComplexMul"), {
  broadcasts: { inputs: ["float32 Nx1x2", "float32 3x2"], outputs: ["float32 N×3×2"] },
});

testRows(msMember(msArithmetic, "IsAllFinite"), {
  "one answer": { inputs: ["float32 2", "float32 ?"], outputs: ["bool scalar"] },
});

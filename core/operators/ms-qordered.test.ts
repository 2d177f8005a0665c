import { msMember, testRows } from "./contract/test-rows.ts";
import { msQordered } from "./ms-qordered.ts";

testRows(msMember(msQordered, "QuantizeWithOrder"), {
  "8 bits": { inputs: ["float16 2xN", "float32 scalar"], outputs: ["int8 2×N"], multiplyAdds: 0 },
});

testRows(msMember(msQordered, "DequantizeWithOrder"), {
  "stated type": { inputs: ["int8 2x3", "float32 scalar"], attributes: { to: 10 }, outputs: ["float16 2×3"] },
  "type that does not exist": {
    inputs: ["int8 2x3", "float32 scalar"],
    attributes: { to: 99 },
    outputs: ["unknown type 2×3"],
  },
});

testRows(msMember(msQordered, "QOrderedLayerNormalization"), {
  "keeps the type": { inputs: ["int8 2x3", "float32 scalar", "float16 3"], outputs: ["int8 2×3"] },
});

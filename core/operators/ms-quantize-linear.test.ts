import { msMember, testRows } from "./contract/test-rows.ts";
import { msQuantizeLinear } from "./ms-quantize-linear.ts";

testRows(msMember(msQuantizeLinear, "QuantizeLinear"), {
  "type of the zero point": {
    inputs: ["float32 Nx3", "float32 scalar", "uint16 scalar"],
    outputs: ["uint16 N×3"],
  },
  "uint8 without one": { inputs: ["float32 2x3", "float32 scalar"], outputs: ["uint8 2×3"], multiplyAdds: 0 },
});

testRows(msMember(msQuantizeLinear, "DequantizeLinear"), {
  "type of the scale": { inputs: ["int16 2x3", "float16 scalar", "int16 scalar"], outputs: ["float16 2×3"] },
  "scale not known": { inputs: ["int16 2x3", undefined], outputs: ["unknown type 2×3"] },
});

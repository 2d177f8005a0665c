import { msMember, testRows } from "./contract/test-rows.ts";
import { msQlinearElementwise } from "./ms-qlinear-elementwise.ts";

const scale = "float32 scalar";
const zero = "uint8 scalar";

for (const type of ["QLinearAdd", "QLinearMul"]) {
  testRows(msMember(msQlinearElementwise, type), {
    broadcasts: {
      inputs: ["uint8 Nx1x4", scale, zero, "uint8 3x1", scale, zero, scale, zero],
      outputs: ["uint8 N×3×4"],
      multiplyAdds: 0,
    },
    "does not broadcast": {
      inputs: ["uint8 2", scale, zero, "uint8 3", scale, zero, scale, zero],
      outputs: ["uint8 unknown shape"],
    },
  });
}

for (const type of ["QLinearSigmoid", "QLinearLeakyRelu", "QLinearSoftmax"]) {
  testRows(msMember(msQlinearElementwise, type), {
    "keeps shape and type": { inputs: ["int8 2x3", scale, "int8 scalar", scale], outputs: ["int8 2×3"] },
  });
}

testRows(msMember(msQlinearElementwise, "QLinearWhere"), {
  "condition, x and y": {
    inputs: ["bool 2x1", "uint8 2x3", scale, zero, "uint8 3", scale, zero, scale, zero],
    outputs: ["uint8 2×3"],
  },
});

testRows(msMember(msQlinearElementwise, "MulInteger"), {
  "32 bits": { inputs: ["uint8 2x1", zero, "uint8 3", zero], outputs: ["int32 2×3"] },
});

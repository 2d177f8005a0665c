import { expect, test } from "vitest";
import { roleOf } from "./contract/operator.ts";
import { testRows } from "./contract/test-rows.ts";
import { msQlinearConcat } from "./ms-qlinear-concat.ts";

const scale = "float32 scalar";
const zero = "uint8 scalar";

testRows(msQlinearConcat, {
  "along an axis": {
    inputs: [scale, zero, "uint8 Nx3", scale, zero, "uint8 Nx4", scale, zero, "uint8 NxK", scale, zero],
    attributes: { axis: 1 },
    outputs: ["uint8 N×K + 7"],
    multiplyAdds: 0,
  },
  "ranks differ": {
    inputs: [scale, zero, "uint8 2x3", scale, zero, "uint8 2", scale, zero],
    attributes: { axis: 1 },
    outputs: ["uint8 unknown shape"],
  },
  "no inputs": { inputs: [scale, zero], outputs: ["uint8 unknown shape"] },
});

test("scales and zero points are not data", () => {
  const roles = [0, 1, 2, 3, 4, 5, 6, 7].map((it) => roleOf(msQlinearConcat, it));
  expect(roles).toEqual(["buffer", "buffer", "data", "buffer", "buffer", "data", "buffer", "buffer"]);
});

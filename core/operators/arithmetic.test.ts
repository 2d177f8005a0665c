import { multiply, symbol } from "../graph/dim.ts";
import { arithmetic } from "./arithmetic.ts";
import { testFamily } from "./contract/test-family.ts";

const height = symbol("H");
const int64 = (...data: readonly (number | ReturnType<typeof symbol>)[]) => ({
  type: `int64 ${data.length}`,
  data,
});

testFamily(arithmetic, [
  [
    "Add",
    "broadcasts",
    { inputs: ["float32 1x3xHxW", "float32 3x1x1"], outputs: ["float32 1×3×H×W"], multiplyAdds: 0 },
  ],
  ["Mul", "both sides broadcast", { inputs: ["float32 Ax1", "float32 B"], outputs: ["float32 A×B"] }],
  ["Sub", "an empty axis stays empty", { inputs: ["float32 0x1", "float32 4"], outputs: ["float32 0×4"] }],
  ["Add", "an unknown rank", { inputs: ["float32 2x3", "float32 ?"], outputs: ["float32 unknown shape"] }],
  [
    "Add",
    "sizes that contradict",
    { inputs: ["float32 2x3", "float32 2x4"], outputs: ["float32 unknown shape"] },
  ],
  [
    "Add",
    "the attribute axis of opset 6 says where b starts",
    {
      inputs: [{ type: "int64 2x2x1", data: [1, 2, 3, 4] }, int64(10, 20)],
      attributes: { broadcast: 1, axis: 0 },
      opset: 6,
      outputs: ["int64 2×2×1"],
      data: [[11, 12, 23, 24]],
    },
  ],
  [
    "Mul",
    "broadcast without axis matches the last axes in opset 6",
    {
      inputs: [{ type: "int64 2x2", data: [1, 2, 3, 4] }, int64(10, 20)],
      attributes: { broadcast: 1 },
      opset: 6,
      outputs: ["int64 2×2"],
      data: [[10, 40, 30, 80]],
    },
  ],
  [
    "Add",
    "folds symbols",
    { inputs: [int64(height, 1), int64(2, 2)], outputs: ["int64 2"], data: [["H + 2", 3]] },
  ],
  [
    "Div",
    "integers are cut off toward 0, symbols rounded down",
    { inputs: [int64(7, -7, height), int64(2)], outputs: ["int64 3"], data: [[3, -3, "floor(H/2)"]] },
  ],
  [
    "Div",
    "by zero is not a value",
    { inputs: [int64(7), int64(0)], outputs: ["int64 1"], data: [undefined] },
  ],
  [
    "Div",
    "of floats keeps the fraction",
    {
      inputs: [
        { type: "float32 2", data: [1, multiply(height, 4)] },
        { type: "float32 1", data: [4] },
      ],
      outputs: ["float32 2"],
      data: [[0.25, "H"]],
    },
  ],
  [
    "Div",
    "of a float symbol by another only without remainder",
    {
      inputs: [
        { type: "float32 1", data: [height] },
        { type: "float32 1", data: [symbol("W")] },
      ],
      outputs: ["float32 1"],
      data: [undefined],
    },
  ],
  // numpy.mod and numpy.fmod of the same operands.
  [
    "Mod",
    "has the sign of b",
    { inputs: [int64(-4, 7, 4), int64(3, -3, 3)], outputs: ["int64 3"], data: [[2, -2, 1]] },
  ],
  [
    "Mod",
    "has the sign of a with fmod",
    { inputs: [int64(-4, 7), int64(3, -3)], attributes: { fmod: 1 }, outputs: ["int64 2"], data: [[-1, 1]] },
  ],
  [
    "Mod",
    "of a multiple is 0",
    { inputs: [int64(multiply(height, 8)), int64(8)], outputs: ["int64 1"], data: [[0]] },
  ],
  [
    "Mod",
    "of the last place, as roll has it",
    { inputs: [int64(-1), int64(height)], outputs: ["int64 1"], data: [["H - 1"]] },
  ],
  ["Mod", "of a smaller size", { inputs: [int64(3), int64(8)], outputs: ["int64 1"], data: [[3]] }],
  [
    "Pow",
    "squares a size",
    { inputs: [int64(height, 3), int64(2)], outputs: ["int64 2"], data: [["H*H", 9]] },
  ],
  [
    "Add",
    "wraps in uint8",
    {
      inputs: [
        { type: "uint8 1", data: [200] },
        { type: "uint8 1", data: [100] },
      ],
      outputs: ["uint8 1"],
      data: [[44]],
    },
  ],
  // In float32 0.7 * 10 is 7 exactly; in double precision it is just below, and Floor would give 6.
  [
    "Mul",
    "rounds to float32",
    {
      inputs: [
        { type: "float32 1", data: [Math.fround(0.7)] },
        { type: "float32 1", data: [10] },
      ],
      outputs: ["float32 1"],
      data: [[7]],
    },
  ],
  // numpy.float16(1000) * numpy.float16(1.1) is 1100; numpy.float16(1.1) is 1.099609375.
  [
    "Mul",
    "rounds to float16",
    {
      inputs: [
        { type: "float16 1", data: [1000] },
        { type: "float16 1", data: [1.099609375] },
      ],
      outputs: ["float16 1"],
      data: [[1100]],
    },
  ],
  [
    "Add",
    "beyond 2^53 nothing is exact",
    { inputs: [int64(2 ** 53), int64(1)], outputs: ["int64 1"], data: [undefined] },
  ],
]);

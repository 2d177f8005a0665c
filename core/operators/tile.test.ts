import { test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { checkOperator } from "./contract/test-call.ts";
import { tile } from "./tile.ts";

test.each([
  ["each axis", ["float32 2x3", { type: "int64 2", data: [2, 1] }], "float32 4×3"],
  ["a symbol", ["float32 1x3", { type: "int64 2", data: [symbol("n"), 1] }], "float32 n×3"],
  ["repeats that are not known", ["float32 1x3", "int64 2"], "float32 y0_d0×y0_d1"],
  ["an unknown rank", ["float32 ?", { type: "int64 2", data: [2, 1] }], "float32 y0_d0×y0_d1"],
  ["too many repeats", ["float32 3", { type: "int64 2", data: [2, 1] }], "float32 y0_d0"],
])("Tile: %s", (_, inputs, output) => {
  checkOperator(tile, { inputs, outputs: [output] });
});

test("Tile: one axis, before opset 6", () => {
  const inputs = ["float32 2x3", { type: "float32 1", data: [4] }, { type: "float32 1", data: [1] }];
  checkOperator(tile, { inputs, opset: 1, outputs: ["float32 2×12"] });
});

test("Tile: known values", () => {
  const inputs = [
    { type: "int64 1x2", data: [1, 2] },
    { type: "int64 2", data: [2, 2] },
  ];
  checkOperator(tile, { inputs, outputs: ["int64 2×4"], data: [[1, 2, 1, 2, 1, 2, 1, 2]] });
});

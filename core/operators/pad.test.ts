import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { pad } from "./pad.ts";

const list = (...data: number[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["around an image", ["float32 1x3x224x224", list(0, 0, 1, 2, 0, 0, 1, 2)], "float32 1×3×226×228"],
  ["negative amounts cut", ["float32 1x10", list(0, -2, 0, -1)], "float32 1×7"],
  ["a symbol", ["float32 1xn", list(0, 1, 0, 1)], "float32 1×n + 2"],
  ["some axes", ["float32 1x3xn", list(1, 2), undefined, list(-1)], "float32 1×3×n + 3"],
  ["amounts that are not known", ["float32 1x3", "int64 4"], "float32 y0_d0×y0_d1"],
  ["too few amounts", ["float32 1x3", list(1, 1)], "float32 y0_d0×y0_d1"],
  ["more cut than there is", ["float32 3", list(-2, -2)], "float32 y0_d0"],
])("Pad: %s", (_, inputs, output) => {
  checkOperator(pad, { inputs, outputs: [output] });
});

test("Pad: amounts as an attribute, before opset 11", () => {
  checkOperator(pad, {
    inputs: ["float32 1x3"],
    attributes: { pads: [0, 1, 0, 1] },
    opset: 2,
    outputs: ["float32 1×5"],
  });
  checkOperator(pad, {
    inputs: ["float32 3"],
    attributes: { paddings: [1, 1] },
    opset: 1,
    outputs: ["float32 5"],
  });
});

test("Pad: known values", () => {
  const inputs = [
    { type: "int64 2x2", data: [1, 2, 3, 4] },
    list(0, 1, 1, 0),
    { type: "int64 scalar", data: [9] },
  ];
  checkOperator(pad, { inputs, outputs: ["int64 3×3"], data: [[9, 1, 2, 9, 3, 4, 9, 9, 9]] });
});

test("Pad: reflected values are not folded", () => {
  const inputs = [{ type: "int64 2", data: [1, 2] }, list(1, 0)];
  checkOperator(pad, { inputs, attributes: { mode: "reflect" }, outputs: ["int64 3"] });
});

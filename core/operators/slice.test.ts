import { expect, test } from "vitest";
import { type Dim, floorDivide, multiply, subtract, symbol } from "../graph/dim.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { slice } from "./slice.ts";

const list = (...data: readonly Dim[]) => ({ type: `int64 ${data.length}`, data });
const toEnd = Number(9223372036854775807n);
const seq = symbol("seq");
// -2 modulo seq, as roll(-2) computes it: a place from the front.
const rolled = subtract(-2, multiply(floorDivide(-2, seq) ?? 0, seq));

/** x[start:end:step] along axis 1, checked against NumPy where all is known. */
test.each<[string, string, readonly Dim[], string]>([
  ["a range", "float32 2x10", [2, 5, 1], "float32 2×3"],
  ["to the end", "float32 2x10", [2, toEnd, 1], "float32 2×8"],
  ["from the end", "float32 2x10", [-3, toEnd, 1], "float32 2×3"],
  ["all but the last", "float32 2x10", [0, -1, 1], "float32 2×9"],
  ["every third", "float32 2x10", [0, 10, 3], "float32 2×4"],
  ["backward", "float32 2x10", [-1, -toEnd, -1], "float32 2×10"],
  ["backward by two, from beyond", "float32 2x10", [20, 0, -2], "float32 2×5"],
  ["nothing", "float32 2x10", [5, 2, 1], "float32 2×0"],
  ["a step of zero", "float32 2x10", [0, 5, 0], "float32 2×y0_d1"],
  ["the first of a symbol", "float32 2xn", [0, 1, 1], "float32 2×1"],
  ["the last of a symbol", "float32 2xn", [-1, toEnd, 1], "float32 2×1"],
  ["all but the first of a symbol", "float32 2xn", [1, toEnd, 1], "float32 2×n - 1"],
  ["all but the last of a symbol", "float32 2xn", [0, -1, 1], "float32 2×n - 1"],
  ["some of a symbol", "float32 2xn", [0, 512, 1], "float32 2×min(512, n)"],
  ["all but some of a symbol", "float32 2xn", [3, toEnd, 1], "float32 2×-min(3, n) + n"],
  ["the last ones of a symbol", "float32 2xn", [-3, toEnd, 1], "float32 2×min(3, n)"],
  ["all but the last ones of a symbol", "float32 2xn", [0, -3, 1], "float32 2×-min(3, n) + n"],
  ["every other of a symbol", "float32 2xn", [0, toEnd, 2], "float32 2×ceil(n/2)"],
  ["a symbol backward", "float32 2xn", [-1, -toEnd, -1], "float32 2×n"],
  ["positions of a table", "float32 1x2048", [0, seq, 1], "float32 1×min(2048, seq)"],
  ["a symbolic end of the same size", "float32 1xseq", [0, seq, 1], "float32 1×seq"],
  [
    "from a place counted from the end as a remainder",
    "float32 2xseq",
    [rolled, toEnd, 1],
    "float32 2×floor(-2/seq)*seq + seq + 2",
  ],
  ["the last ones, as many as a symbol says", "float32 1xn", [multiply(seq, -1), toEnd, 1], "float32 1×seq"],
])("Slice: %s", (_, x, [start = 0, end = 0, step = 1], output) => {
  checkOperator(slice, { inputs: [x, list(start), list(end), list(1), list(step)], outputs: [output] });
});

test("Slice: a window between two symbols is as long as their difference", () => {
  const past = symbol("past");
  const end = { type: "int64 1", data: [symbol("total")] };
  checkOperator(slice, {
    inputs: ["float32 1x2048", list(past), end, list(1)],
    outputs: ["float32 1×-past + total"],
  });
});

test("Slice: axes left out are the first ones", () => {
  checkOperator(slice, { inputs: ["float32 10x20x5", list(0, 2), list(3, 4)], outputs: ["float32 3×2×5"] });
});

test("Slice: ranges that are not known leave the other axes alone", () => {
  checkOperator(slice, {
    inputs: ["float32 10x20x5", "int64 1", "int64 1", list(-2)],
    outputs: ["float32 10×y0_d1×5"],
  });
  checkOperator(slice, {
    inputs: ["float32 10x20x5", "int64 1", "int64 1"],
    outputs: ["float32 y0_d0×20×5"],
  });
});

test("Slice: attributes, before opset 10", () => {
  const attributes = { starts: [1], ends: [3], axes: [0] };
  const x = { type: "int64 4", data: [5, seq, 7, 8] };
  checkOperator(slice, { inputs: [x], attributes, opset: 9, outputs: ["int64 2"], data: [["seq", 7]] });
});

test("Slice: known values backward", () => {
  const x = { type: "int64 2x3", data: [1, 2, 3, 4, 5, 6] };
  const inputs = [x, list(-1), list(-toEnd), list(1), list(-2)];
  checkOperator(slice, { inputs, outputs: ["int64 2×2"], data: [[3, 1, 6, 4]] });
});

test("Slice: only what is kept is read", () => {
  const call = callOf(slice, { inputs: ["float32 10x20", list(0), list(2)] });
  expect(slice.moves?.(call, slice.infer(call) ?? [])).toEqual({ reads: [40] });
});

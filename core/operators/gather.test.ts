import { expect, test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { gather } from "./gather.ts";

test.each([
  ["an embedding", ["float32 30522x768", "int64 batchxseq"], {}, "float32 batch×seq×768"],
  ["one entry", ["float32 1x197x768", "int64 scalar"], { axis: 1 }, "float32 1×768"],
  ["from the end", ["float32 2x3", "int64 4"], { axis: -1 }, "float32 2×4"],
  ["an axis out of range", ["float32 2x3", "int64 4"], { axis: 2 }, "float32 unknown shape"],
  ["unknown indices", ["float32 2x3", "int64 ?"], {}, "float32 unknown shape"],
])("Gather: %s", (_, inputs, attributes, output) => {
  checkOperator(gather, { inputs, attributes, outputs: [output] });
});

test("Gather: a size out of a shape", () => {
  const inputs = [
    { type: "int64 3", data: [symbol("batch"), symbol("seq"), 768] },
    { type: "int64 scalar", data: [-2] },
  ];
  checkOperator(gather, { inputs, outputs: ["int64 scalar"], data: [["seq"]] });
});

test("Gather: known values along an inner axis", () => {
  const inputs = [
    { type: "int64 2x3", data: [1, 2, 3, 4, 5, 6] },
    { type: "int64 2", data: [2, 0] },
  ];
  checkOperator(gather, { inputs, attributes: { axis: 1 }, outputs: ["int64 2×2"], data: [[3, 1, 6, 4]] });
});

test("Gather: an index out of range is not folded", () => {
  const inputs = [
    { type: "int64 2", data: [1, 2] },
    { type: "int64 1", data: [5] },
  ];
  checkOperator(gather, { inputs, outputs: ["int64 1"], data: [undefined] });
});

test("Gather: only the rows picked are read", () => {
  const call = callOf(gather, { inputs: ["float32 30522x768", "int64 1x128"] });
  expect(gather.moves?.(call, gather.infer(call) ?? [])).toEqual({ reads: [128 * 768] });
});

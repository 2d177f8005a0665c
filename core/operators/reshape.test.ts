import { expect, test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { reshape } from "./reshape.ts";

const to = (...data: (number | string)[]) => ({
  type: `int64 ${data.length}`,
  data: data.map((it) => (typeof it === "string" ? symbol(it) : it)),
});

test.each([
  ["sizes given", "float32 2x3x4", to(4, 6), "float32 4×6"],
  ["0 copies, -1 takes the rest", "float32 2x3x4", to(0, -1), "float32 2×12"],
  ["heads of attention", "float32 batchxseqx768", to(0, -1, 12, 64), "float32 batch×seq×12×64"],
  ["symbols in the target", "float32 batchxseqx768", to("batch", -1, 768), "float32 batch×seq×768"],
  ["rank 0", "float32 1x1", to(), "float32 scalar"],
  ["an input of unknown shape", "float32 ?", to(0, 5, -1), "float32 y0_d0×5×y0_d2"],
  ["a target of unknown values", "float32 2x3", "int64 3", "float32 y0_d0×y0_d1×y0_d2"],
  ["a target of unknown length", "float32 2x3", "int64 n", "float32 unknown shape"],
  ["a rest that does not come out even", "float32 2x3", to(-1, 4), "float32 1×4"],
  ["no size at all", "float32 2x3", to(-7, NaN), "float32 y0_d0×y0_d1"],
  ["empty data", "float32 0x3", to(3, -1), "float32 3×0"],
])("Reshape: %s", (_, x, wanted, output) => {
  checkOperator(reshape, { inputs: [x, wanted], outputs: [output] });
});

test("Reshape: sums of sizes divide away", () => {
  const call = callOf(reshape, { inputs: ["float32 batchxpast+seqx768", to(0, 0, 12, -1)] });
  expect(reshape.infer(call)).toMatchObject([{ shape: [{ text: "batch" }, { text: "past+seq" }, 12, 64] }]);
});

test("Reshape: allowzero makes 0 a size", () => {
  checkOperator(reshape, {
    inputs: ["float32 0x3", to(3, 0)],
    attributes: { allowzero: 1 },
    outputs: ["float32 3×0"],
  });
});

test("Reshape: the shape as an attribute, before opset 5", () => {
  checkOperator(reshape, {
    inputs: ["float32 2x3x4"],
    attributes: { shape: [0, -1] },
    opset: 1,
    outputs: ["float32 2×12"],
  });
});

test("Reshape: values pass through", () => {
  const x = { type: "int64 4", data: [1, symbol("n"), 3, 4] };
  checkOperator(reshape, { inputs: [x, to(2, 2)], outputs: ["int64 2×2"], data: [[1, "n", 3, 4]] });
});

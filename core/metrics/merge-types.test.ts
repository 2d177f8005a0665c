import { expect, test } from "vitest";
import { readOnnxText } from "../read/onnx-text.ts";
import { shapeText } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { analyze } from "./analyze.ts";

// torch.onnx.export(dynamo=True) states the sizes of its example behind an LSTM, whatever the axes of the inputs.
const text = `
g (float[2, seq, 8] x) => (float[2, 5, 8] y) { y = Relu(x) }`;

test("a size made of the inputs' symbols is exact: a number stated for it is only that of the example", () => {
  const { model } = readOnnxText(text).value;
  expect(shapeText(shapeOf(analyze(model).outputs[0]?.type))).toBe("2×seq×8");
  const bound = analyze(model, { bindings: new Map([["seq", 6]]), shapes: new Map() });
  expect(shapeText(shapeOf(bound.outputs[0]?.type))).toBe("2×6×8");
});

test("a number beats a size that nothing tells", () => {
  const { model } = readOnnxText(`
g (float[2, 8] x) => (int64[2, 3] y) { y = NonZero(x) }`).value;
  expect(shapeText(shapeOf(analyze(model).outputs[0]?.type))).toBe("2×3");
});

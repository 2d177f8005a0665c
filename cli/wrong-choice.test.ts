import { describe, expect, test } from "vitest";
import { readOnnxText } from "../core/read/onnx-text.ts";
import { wrongChoice } from "./wrong-choice.ts";

const { model } = readOnnxText(`<ir_version: 8, opset_import: ["" : 17]>
net (float[batch, 3, side, side] x, int64 count, float[half, 2] w = ["location": "w.bin"])
  => (float[n, 4] y) {
  kept = NonZero(x)
  y = Foo(kept)
}`).value;

const wrong = (bindings: Record<string, number>, shapes: Record<string, readonly number[]> = {}) =>
  wrongChoice(model, {
    bindings: new Map(Object.entries(bindings)),
    shapes: new Map(Object.entries(shapes)),
  });

describe("wrongChoice", () => {
  test("takes symbols of inputs and outputs", () => {
    expect(wrong({ batch: 2, side: 8, n: 4 })).toBeUndefined();
  });

  test("takes sizes that depend on data", () => expect(wrong({ kept_d1: 5 })).toBeUndefined());

  test("names the symbols there are", () => {
    expect(wrong({ sied: 8 })).toBe(
      "--bind sied: the model's symbolic dimensions are batch, side, n, kept_d1",
    );
  });

  test("names the inputs there are", () => {
    expect(wrong({}, { image: [1] })).toBe("--input image: the model's inputs are x, count");
  });

  test("takes other sizes of the same rank, and a scalar", () => {
    expect(wrong({}, { x: [2, 3, 9, 9], count: [] })).toBeUndefined();
  });

  test("refuses another rank", () => {
    expect(wrong({}, { x: [3, 9, 9] })).toBe(
      "--input x: it is declared as batch×3×side×side, which has 4 sizes, not 3",
    );
    expect(wrong({}, { count: [3] })).toBe(
      "--input count: it is declared as scalar, which has 0 sizes, not 1",
    );
  });

  test("refuses a shape for what has none", () => {
    const sequence = readOnnxText(
      `<ir_version: 8, opset_import: ["" : 17]>\nnet (seq(float[n]) x) => (int64 y) { y = SequenceLength(x) }`,
    ).value.model;
    const shapes = new Map([["x", [1]]]);
    expect(wrongChoice(sequence, { bindings: new Map(), shapes })).toContain("sequence of float32 n");
    expect(wrongChoice(sequence, { bindings: new Map([["n", 1]]), shapes: new Map() })).toBeUndefined();
  });

  test("says when there are none", () => {
    const fixed = readOnnxText(
      `<ir_version: 8, opset_import: ["" : 17]>\nnet (float[1] x) => (float[1] y) { y = Relu(x) }`,
    ).value.model;
    expect(wrongChoice(fixed, { bindings: new Map([["n", 1]]), shapes: new Map() })).toBe(
      "--bind n: the model's symbolic dimensions are none",
    );
  });
});

import { expect, test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { shapeText } from "../graph/shape.ts";
import { shapeOf, tensor, typeText, type ValueType } from "../graph/value-type.ts";
import { callOf } from "../operators/contract/test-call.ts";
import { findOperator } from "../operators/contract/table.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { analyze } from "./analyze.ts";
import { possibleType } from "./possible-type.ts";

function possible(type: ValueType): ValueType | undefined {
  const relu = findOperator("", "Relu");
  return relu && possibleType(callOf(relu, { inputs: [undefined], outputCount: 2 }), type, 1);
}

test.each([Infinity, -Infinity, NaN, -1, 0.5, 2 ** 53])("a size of %s is not known", (size) => {
  expect(typeText(possible(tensor("int8", [3, size, 0])))).toBe("int8 3×y1_d1×0");
  const inside = possible({ kind: "sequence", element: tensor("int8", [size]) });
  expect(typeText(inside)).toBe("sequence of int8 y1_d0");
  const mapped = possible({ kind: "map", key: "string", value: tensor("int8", [size]) });
  expect(typeText(mapped)).toBe("map from string to int8 y1_d0");
});

test("what can be stays as it is", () => {
  const type = tensor("float32", [0, 2 ** 53 - 1, symbol("n")]);
  expect(possible(type)).toBe(type);
  expect(possible(tensor("float32", undefined))).toEqual(tensor("float32", undefined));
});

function shapesOf(text: string, bindings: ReadonlyMap<string, number> = new Map()): readonly string[] {
  const { nodes } = analyze(readOnnxText(text).value.model, { bindings, shapes: new Map() });
  return nodes.map((it) => shapeText(shapeOf(it.outputs[0]?.type)));
}

test("an operator that takes an endless number for a size gives one that is not known", () => {
  // The third input is the shape of the weights, in whole numbers; this file gives floats.
  const shapes = shapesOf(`
<ir_version: 10, opset_import: ["" : 21, "com.microsoft" : 1]>
g (float[2, 4] a) => (y) <float[4] f = {nan, inf, -1, 0.5}> { y = com.microsoft.MatMulFpQ4 (a, f, f) }`);
  expect(shapes).toEqual(["2×y_d1"]);
});

test("a size beyond 2^53 that a file states is not known", () => {
  expect(shapesOf("g (float[2, 9007199254740992] x) => (y) { y = Relu (x) }")).toEqual(["2×x_d1"]);
});

test("a size that the chosen value of a symbol would make impossible stays an expression", () => {
  const text = `g (float[2, "n - 5"] x) => (y) { y = Relu (x) }`;
  expect(shapesOf(text, new Map([["n", 8]]))).toEqual(["2×3"]);
  expect(shapesOf(text, new Map([["n", 1]]))).toEqual(["2×n - 5"]);
});

import { describe, expect, test } from "vitest";
import { readOnnxText } from "../core/read/onnx-text.ts";
import { locator } from "./locate.ts";

const text = "# é👍\r\nnet (float[1] x) => (y) { y = Relu(x) }";
const { model, map } = readOnnxText(text).value;

describe("locator", () => {
  test("gives lines and columns from 1 in a text", () => {
    const locate = locator({ name: "n", path: "a/n.onnx.txt", model, problems: [], source: { text, map } });
    expect(locate({ offset: text.indexOf("Relu"), length: 4 })).toEqual({
      ...{ file: "a/n.onnx.txt", offset: 37, length: 4 },
      ...{ line: 2, column: 31, endLine: 2, endColumn: 35 },
    });
    expect(locate({ offset: 3 })).toMatchObject({ line: 1, column: 4, endLine: 1, endColumn: 4 });
  });

  test("gives bytes alone in a binary file, and the file alone without an offset", () => {
    const locate = locator({ name: "n", path: "n.onnx", model, problems: [] });
    expect(locate({ offset: 3 })).toEqual({ file: "n.onnx", offset: 3 });
    expect(locate({ offset: 3, length: 2 })).toEqual({ file: "n.onnx", offset: 3, length: 2 });
    expect(locate({})).toEqual({ file: "n.onnx" });
  });
});

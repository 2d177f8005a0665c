import { expect, test } from "vitest";
import { bindDim, dimText, symbolsOf } from "./dim.ts";
import { parseDim } from "./parse-dim.ts";

test.each([
  ["batch", "batch"],
  ["batch_size.1", "batch_size.1"],
  ["batch-size", "batch-size"],
  ["DynamicDimension.0", "DynamicDimension.0"],
  ["224", "224"],
  ["2 + 3*4", "14"],
  ["batch*8", "8*batch"],
  ["seq + 1", "seq + 1"],
  ["seq-1", "seq - 1"],
  ["past_len + seq - past_len", "seq"],
  ["floor(height/2)", "floor(height/2)"],
  ["height//2", "floor(height/2)"],
  ["floor(height/2 - 1/2) + 1", "floor((height - 1)/2) + 1"],
  ["((s1 - 1)//2) + 1", "floor((s1 - 1)/2) + 1"],
  ["4*n/2", "2*n"],
  ["ceiling(n/8)", "ceil(n/8)"],
  ["Max(1, u0)", "max(1, u0)"],
  ["FloorDiv(s0, 4)", "floor(s0/4)"],
  ["s0**2", "s0*s0"],
  ["-(-n)", "n"],
])("%s reads as %s", (text, expected) => {
  expect(dimText(parseDim(text))).toBe(expected);
});

test.each([
  "Mod(s0, 8)",
  "height/2",
  "n // 0",
  "n +",
  "(n",
  "n)",
  "floor(n, 2)",
  "größe",
  "a b",
  "2**99",
  "(a+b+c+d)**8",
  "99999999999999999999",
  "n@2",
  "(".repeat(40) + "n" + ")".repeat(40),
])("%s stays one symbol", (text) => {
  const dim = parseDim(text);
  expect(typeof dim !== "number" && dim.terms.flatMap((it) => it.factors.map((f) => f.text))).toEqual([text]);
});

test("an expression computes what the exporter meant", () => {
  // A 7×7 stem with stride 2 and padding 3 makes 112 of 224.
  const dim = parseDim("floor(height/2 - 1/2) + 1");
  expect(bindDim(dim, new Map([["height", 224]]))).toBe(112);
  expect(bindDim(dim, new Map([["height", 225]]))).toBe(113);
});

test("text too long for an expression is one symbol, the same each time", () => {
  const text = Array.from({ length: 200 }, (_, i) => `n${i}`).join("+");
  expect(symbolsOf(parseDim(text)).size).toBe(1);
  expect(parseDim(text)).toEqual(parseDim(text));
});

test("names with a meaning in JavaScript are plain names", () => {
  expect(dimText(parseDim("__proto__"))).toBe("__proto__");
});

import { expect, test } from "vitest";
import { symbol } from "./dim.ts";
import { broadcast, normalizeAxis, shapeText, volume } from "./shape.ts";

const batch = symbol("batch");

test.each([
  [
    [[3, 1], [4]],
    [3, 4],
  ],
  [
    [[batch, 3], [1]],
    [batch, 3],
  ],
  [[[batch], [5]], [5]],
  [[], []],
  [[[3], [4]], undefined],
])("broadcast (case %#)", (shapes, expected) => expect(broadcast(shapes)).toEqual(expected));

test("broadcast takes more shapes than a call takes arguments", () => {
  expect(broadcast(new Array<number[]>(300_000).fill([1, 4]))).toEqual([1, 4]);
});

test("volume, text and axes", () => {
  expect(volume([])).toBe(1);
  expect(volume([2, 3])).toBe(6);
  expect(shapeText([1, batch])).toBe("1×batch");
  expect([0, -1, 2, -3, 0.5].map((it) => normalizeAxis(it, 2))).toEqual([
    0,
    1,
    undefined,
    undefined,
    undefined,
  ]);
});

import { expect, test } from "vitest";
import { add, floorDivide, maximum, multiply, subtract, symbol } from "../../graph/dim.ts";
import { boundsOf, difference } from "./bounds.ts";

const n = symbol("n");
const m = symbol("m");

test.each([
  [5, { low: 5, high: 5 }],
  [add(n, 2), { low: 2, high: Infinity }],
  [subtract(3, n), { low: -Infinity, high: 3 }],
  [subtract(n, m), { low: -Infinity, high: Infinity }],
  [add(multiply(n, m), 1), { low: 1, high: Infinity }],
  [floorDivide(n, 2) ?? 0, { low: 0, high: Infinity }],
  [floorDivide(subtract(n, 3), 2) ?? 0, { low: -Infinity, high: Infinity }],
  [maximum(subtract(n, 3), 0), { low: 0, high: Infinity }],
])("bounds (case %#)", (dim, expected) => {
  expect(boundsOf(dim)).toEqual(expected);
});

test("the same polynomial differs by 0", () => {
  expect(difference(add(n, m), add(m, n))).toEqual({ low: 0, high: 0 });
});

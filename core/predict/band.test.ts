import { expect, test } from "vitest";
import { bandAround, weightedQuantile } from "./band.ts";

test("a band is as far below as above, in ratio", () => {
  expect(bandAround(10, Math.log(2))).toEqual({
    low: expect.closeTo(5),
    expected: 10,
    high: expect.closeTo(20),
  });
});

test("of ten equal weights the eighth has 80% with those below it", () => {
  const values = [9, 1, 5, 10, 3, 7, 2, 8, 4, 6].map((value) => ({ value, weight: 1 }));
  expect(weightedQuantile(values, 0.8)).toBe(8);
});

test("a value counts by its weight", () => {
  const values = [
    { value: 0.1, weight: 1 },
    { value: 0.4, weight: 3 },
    { value: 0.9, weight: 1 },
  ];
  expect(weightedQuantile(values, 0.8)).toBe(0.4);
  expect(weightedQuantile(values, 0.81)).toBe(0.9);
});

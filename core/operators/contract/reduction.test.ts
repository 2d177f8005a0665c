import { expect, test } from "vitest";
import { reducedGroups, reducedShape } from "./reduction.ts";

test("groups follow the output's order", () => {
  const data = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(reducedGroups(data, [2, 2, 2], [1])).toEqual([
    [1, 3],
    [2, 4],
    [5, 7],
    [6, 8],
  ]);
  expect(reducedGroups(data, [2, 2, 2], [0, 2])).toEqual([
    [1, 2, 5, 6],
    [3, 4, 7, 8],
  ]);
});

test("nothing to group gives one empty group", () => {
  expect(reducedGroups([], [0], [0])).toEqual([[]]);
});

test("reduced axes are kept as 1 or dropped", () => {
  expect(reducedShape([2, 3, 4], [0, 2], true)).toEqual([1, 3, 1]);
  expect(reducedShape([2, 3, 4], [0, 2], false)).toEqual([3]);
});

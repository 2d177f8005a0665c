import { expect, test } from "vitest";
import { placeAfter } from "./grid-keys.ts";

const at = { row: 5, column: 2 };

test.each([
  ["ArrowDown", false, { row: 6, column: 2 }],
  ["ArrowUp", false, { row: 4, column: 2 }],
  ["ArrowLeft", false, { row: 5, column: 1 }],
  ["ArrowRight", false, { row: 5, column: 3 }],
  ["PageDown", false, { row: 11, column: 2 }], // no further than the last of 12
  ["PageUp", false, { row: 0, column: 2 }],
  ["Home", false, { row: 5, column: 0 }],
  ["End", false, { row: 5, column: 3 }],
  ["Home", true, { row: 0, column: 0 }],
  ["End", true, { row: 11, column: 3 }],
  ["a", false, undefined],
])("%s, with Ctrl %s", (key, ctrlKey, expected) => {
  expect(placeAfter(at, { key, ctrlKey }, 12, 4)).toEqual(expected);
});

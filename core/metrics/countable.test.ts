import { expect, test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { countable, countableCost } from "./countable.ts";

const batch = symbol("batch");
const cost = {
  parameters: 3,
  multiplyAdds: 2,
  memoryAccess: 1,
  memoryAccessBytes: batch,
  memoryUsageBytes: undefined,
};

test.each([0, 2 ** 53 - 1, batch, undefined])("%s is countable", (it) => expect(countable(it)).toBe(it));

test.each([2 ** 53, 2 ** 62, Infinity, NaN])("%s is not", (it) => expect(countable(it)).toBeUndefined());

test("a cost that is countable stays as it is", () => expect(countableCost(cost)).toBe(cost));

test("numbers that are not countable are left out, and the cost says so", () => {
  expect(countableCost({ ...cost, multiplyAdds: Infinity })).toEqual({
    ...cost,
    multiplyAdds: undefined,
    reason: "too large to be counted",
  });
});

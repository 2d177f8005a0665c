import { expect, test } from "vitest";
import { deviceNeeds } from "../protocol/device-needs.ts";
import { needsFrom } from "./needs-form.ts";

test.each([
  [{}, {}, []],
  [
    {
      framesPerSecond: "30",
      watts: " 7,5 ",
      memoryMebibytes: "2048",
      framework: "pytorch",
      standsAlone: "yes",
    },
    { framesPerSecond: 30, watts: 7.5, memoryMebibytes: 2048, framework: "pytorch", standsAlone: true },
    [],
  ],
  [
    { framesPerSecond: "fast", watts: "0", memoryMebibytes: "-1" },
    {},
    ["framesPerSecond", "watts", "memoryMebibytes"],
  ],
  [{ watts: "1e99", framework: "caffe", standsAlone: "no" }, {}, ["watts"]],
  [{ watts: "" }, {}, []],
])("%j", (texts, needs, wrong) => {
  const found = needsFrom(texts);
  expect(found).toEqual({ needs, wrong });
  expect(deviceNeeds.safeParse(found.needs).success).toBe(true);
});

import { describe, expect, test } from "vitest";
import { devices } from "../../core/devices/index.ts";
import { chosenTargets, usableTargets } from "./chosen-targets.ts";

describe("chosenTargets", () => {
  test("nothing chosen is not the same as none", () => {
    for (const given of [undefined, null, "jetson-nano", {}, 7]) expect(chosenTargets(given)).toBeUndefined();
    expect(chosenTargets([])).toEqual([]);
  });

  test("takes ids and targets, and drops what is neither", () => {
    const given = ["rk3588", { id: "jetson-nano", runtime: "tensorrt", precision: "fp32" }, { id: 7 }, null];
    expect(chosenTargets(given)).toEqual([
      { name: "rk3588" },
      { name: "jetson-nano", runtime: "tensorrt", precision: "fp32" },
    ]);
    // A name of Object's is no runtime.
    const odd = [{ id: "rk3588", runtime: "constructor", precision: "fp7" }];
    expect(chosenTargets(odd)).toEqual([{ name: "rk3588" }]);
  });

  test("takes so many and no more", () => {
    expect(chosenTargets(Array.from({ length: 1000 }, () => "rk3588"))?.length).toBe(20);
  });
});

test("a target that is gone does not take the others with it", () => {
  const wanted = [
    { name: "gone" },
    { name: "jetson-nano" },
    { name: "coral-usb", precision: "fp16" as const },
  ];
  const { targets, refused } = usableTargets(wanted, devices);
  expect(targets.map((it) => it.key)).toEqual(["jetson-nano"]);
  expect(refused).toEqual([
    expect.stringMatching(/^there is no device "gone"/),
    expect.stringMatching(/fp16/),
  ]);
});

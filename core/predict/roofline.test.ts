import { expect, test } from "vitest";
import { type Kernel } from "./kernels.ts";
import { factorsOf, middleParameters, type ParameterName, parameterNames } from "./parameters.ts";
import { inferenceSeconds, kernelTime, planOf, type Site, workOf } from "./roofline.ts";

const site: Site = { multiplyAddsPerSecond: 1e9, bytesPerSecond: 1e9, elementBytes: 4, threads: 1, batch: 1 };
const neutral = { launch: 1e-9, overhead: 1e-9, channels: 1e-9, area: 1e-9, host: 1e-9, threads: 1e-9 };

/** Shares of 1 and nothing on top, but for what is given. */
function factors(given: Partial<Record<ParameterName, number>> = {}) {
  const all: Partial<Record<ParameterName, number>> = { ...neutral, ...given };
  return factorsOf(parameterNames.map((it) => Math.log(all[it] ?? 1)));
}

const kernel: Kernel = {
  class: "dense",
  nodes: [0],
  multiplyAdds: 3e9,
  reads: 0.5e9,
  writes: 0.25e9,
  weights: 0.25e9,
  smooth: 0,
  window: { kernel: [5, 5], stride: 1, groups: 1, channels: [64, 64], size: [56, 56] },
};
const time = (it: Kernel, where: Site = site, given: Partial<Record<ParameterName, number>> = {}) =>
  kernelTime(workOf(it), where, factors(given));

test("3 s of computing and 4 s of moving take 5 s", () => {
  expect(time(kernel).seconds).toBeCloseTo(5, 6);
  expect(time(kernel).boundBy).toBe("memory");
});

test("a kernel is bound by what takes longest", () => {
  expect(time({ ...kernel, multiplyAdds: 9e9 }).boundBy).toBe("compute");
  expect(time(kernel, site, { launch: 10 })).toEqual({ seconds: expect.closeTo(15, 5), boundBy: "launch" });
});

test("smaller numbers move faster, and compute as fast", () => {
  expect(time(kernel, { ...site, elementBytes: 1 }).seconds).toBeCloseTo(Math.hypot(3, 1), 6);
});

test("half of the units are idle at the knee", () => {
  const compute = { ...kernel, reads: 0, writes: 0, weights: 0 };
  expect(time(compute, site, { channels: 64 }).seconds).toBeCloseTo(3 * 2 * 2, 6);
  expect(time(compute, site, { area: 56 * 56 }).seconds).toBeCloseTo(3 * 2, 6);
});

test("weights beyond what stays on chip come over the link", () => {
  const link = { bytesPerSecond: 1e9, onChip: 0.4e9 };
  const plan = planOf([kernel], 0);
  const extra =
    inferenceSeconds(plan, { ...site, link }, factors()) - inferenceSeconds(plan, site, factors());
  expect(extra).toBeCloseTo((0.25e9 * 4 - 0.4e9) / 1e9, 6);
});

test("equal kernels are timed once and count as often as they are", () => {
  const plan = planOf([kernel, { ...kernel, nodes: [1] }], 0);
  expect(plan.works).toHaveLength(1);
  expect(inferenceSeconds(plan, site, factors())).toBeCloseTo(10, 5);
});

test("more of anything never takes less time", () => {
  const all = factorsOf(middleParameters("gpu"));
  const base = kernelTime(workOf(kernel), site, all).seconds;
  for (const name of ["multiplyAdds", "reads", "writes", "weights", "smooth"] as const) {
    expect(
      kernelTime(workOf({ ...kernel, [name]: kernel[name] * 2 + 1e6 }), site, all).seconds,
    ).toBeGreaterThan(base);
  }
});

import { describe, expect, test } from "vitest";
import { fit, type Level, logSeconds, type Observation, parametersAt } from "./fit.ts";
import { type Kernel } from "./kernels.ts";
import { at } from "./parameters.ts";
import { planOf, type Site } from "./roofline.ts";

const site: Site = {
  multiplyAddsPerSecond: 1e12,
  bytesPerSecond: 1e10,
  elementBytes: 2,
  threads: 1,
  batch: 1,
};

function kernels(kind: "pointwise" | "depthwise", size: number): readonly Kernel[] {
  const window = { kernel: [1, 1], stride: 1, groups: 1, channels: [256, 256], size: [28, 28] } as const;
  return [
    { class: kind, nodes: [0], multiplyAdds: size, reads: 1e5, writes: 1e5, weights: 1e5, smooth: 0, window },
  ];
}

function levels(device: string): readonly Level[] {
  return [
    { kind: "family", key: "runtime" },
    { kind: "device", key: device },
    { kind: "group", key: `${device} fp16` },
  ];
}

/** Networks of one class in five sizes, timed by parameters that differ from the middle as told. */
function measured(device: string, shift: Partial<Record<keyof typeof at, number>>): readonly Observation[] {
  return (["pointwise", "depthwise"] as const).flatMap((kind) =>
    [1e8, 3e8, 1e9, 3e9, 1e10].map((size) => {
      const it = { plan: planOf(kernels(kind, size), 0), site };
      const truth = parametersAt("gpu", [], new Map());
      for (const [name, by] of Object.entries(shift)) {
        const index = at[name as keyof typeof at];
        truth[index] = (truth[index] ?? 0) + by;
      }
      return {
        ...it,
        kind: "gpu" as const,
        levels: levels(device),
        run: `${device} run`,
        seconds: Math.exp(logSeconds(it, truth)),
      };
    }),
  );
}

const error = (it: Observation, shifts: ReadonlyMap<string, ArrayLike<number>>, of = it.levels) =>
  Math.abs(Math.log(it.seconds) - logSeconds(it, parametersAt("gpu", of, shifts)));

describe("fit", () => {
  test("finds what was measured", () => {
    const data = ["a", "b", "c"].flatMap((it) => measured(it, { depthwise: 0.6, pointwise: -0.3 }));
    const { shifts } = fit(data);
    for (const it of data) expect(error(it, shifts)).toBeLessThan(0.03);
  });

  test("what all devices have in common holds for one that was not measured", () => {
    const { shifts } = fit(["a", "b", "c", "d"].flatMap((it) => measured(it, { depthwise: 0.8 })));
    for (const it of measured("new", { depthwise: 0.8 })) expect(error(it, shifts)).toBeLessThan(0.12);
  });

  test("one wrong measurement does not pull the others along", () => {
    const data = ["a", "b"].flatMap((it) => measured(it, {}));
    const wrong = data.map((it, i) => (i === 3 ? { ...it, seconds: it.seconds * 20 } : it));
    const { shifts } = fit(wrong);
    const errors = data.map((it) => error(it, shifts)).sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.08);
  });

  test("gives the same each time", () => {
    const data = measured("a", { launch: 0.5 });
    expect(fit(data)).toEqual(fit(data));
  });
});

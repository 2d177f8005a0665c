import { describe, expect, test } from "vitest";
import { devices } from "../devices/index.ts";
import { type Device } from "../devices/contract/device.ts";
import { type Diagnostic } from "../diagnostics/diagnose.ts";
import { type Band, type Forecast } from "../rules/contract/subject.ts";
import { type Candidate } from "./candidate.ts";
import { type Needs } from "./needs.ts";
import { type Advice, recommend } from "./recommend.ts";

const ids = (all: readonly Advice[]) => all.map((it) => it.candidate.target.device.id);
const of = (id: string, all: readonly Advice[]) =>
  all.find((it) => it.candidate.target.device.id === id) as Advice;

/** A latency in milliseconds from a pair of ends, or no forecast at all. */
function candidate(id: string, ends?: readonly [low: number, high: number], rest: Partial<Candidate> = {}) {
  const device: Device | undefined = devices.find((it) => it.id === id);
  if (!device?.defaultRuntime) throw new Error(`no device ${id}`);
  const forecast = ends && { forecast: forecastOf(ends) };
  return { target: { device, choice: device.defaultRuntime, ...forecast }, diagnostics: [], ...rest };
}

function forecastOf([low, high]: readonly [number, number]): Forecast {
  const latencyMs: Band = { low, expected: Math.sqrt(low * high), high };
  return { latencyMs, nodeMs: new Map() };
}

function diagnostic(device: string, rule: string, severity: Diagnostic["severity"], message: string) {
  return { rule, severity, message, device, alike: [] };
}

/** With a mode that nothing is known of but its watts. */
function withModes(given: Candidate): Candidate {
  const modes = [
    { name: "fast", watts: 10, gpuShareOfPeak: 1 },
    { name: "slow", watts: 5 },
  ];
  return { ...given, target: { ...given.target, device: { ...given.target.device, power: { modes } } } };
}

describe("the survey's example (7.6): people counted at the entrance of a supermarket", () => {
  // YOLOv5m at 640×640, written in PyTorch; people walk through an entrance in seconds, so that 4 frames in each are enough.
  // supermarket.test.ts does the same with what is predicted for the graph.
  const fallback =
    "From HardSwish of 1×48×320×320 on, 3 of 240 operators run on the CPU: 41% of the multiply-adds.";
  const candidates = [
    candidate("intel-ncs2", [294, 1217]),
    candidate("coral-usb", [24.4, 99.8], {
      diagnostics: [diagnostic("coral-usb", "cpu-fallback-partition", "warning", fallback)],
    }),
    candidate("jetson-nano", [114, 202]),
  ];
  const { fits, others } = recommend({ framesPerSecond: 4, framework: "pytorch" }, candidates);

  test("the Jetson Nano is chosen", () => {
    expect(ids(fits)).toEqual(["jetson-nano"]);
    expect(fits[0]?.verdict).toBe("fits");
    expect(fits[0]?.headroom).toBeCloseTo(250 / Math.sqrt(114 * 202), 5);
    expect(fits[0]?.reasons).toEqual([
      "5-8.8 frames per second, 4 asked",
      "10 W in its mode MAXN",
      "TensorRT takes PyTorch models as ONNX (torch.onnx.export)",
      "runs in fp16; int8 is not advised: it is not accelerated (measured: 1 times the speed of float32), fp16 is",
    ]);
    expect(fits[0]?.caveats).toEqual(["JetPack 4 ended with 4.6.6"]);
  });

  test("int8, which the survey ends with, is not what it is advised to run in", () => {
    const asked = recommend({ framesPerSecond: 4, framework: "pytorch", precision: "int8" }, candidates);
    const nano = of("jetson-nano", asked.fits);
    expect(nano.verdict).toBe("fits-with-warnings");
    expect(nano.reasons).toContain("runs in fp16");
    expect(nano.caveats[0]).toMatch(/^int8 is not advised: it is not accelerated .*, fp16 is$/);
  });

  test("the Neural Compute Stick is too slow", () => {
    const ncs2 = of("intel-ncs2", others);
    expect(ncs2.verdict).toBe("does-not-fit");
    expect(ncs2.against).toEqual(["0.82-3.4 frames per second of the 4 asked"]);
    expect(ncs2.caveats).toContain("works only plugged into a host, whose power comes on top");
    expect(ncs2.caveats).toContain("OpenVINO MYRIAD plugin ended with 2022.3.1 LTS");
    expect(ncs2.nearMiss).toBeUndefined();
  });

  test("the Coral asks for another framework, and is a near miss", () => {
    const coral = of("coral-usb", others);
    expect(coral.against).toHaveLength(1);
    expect(coral.against[0]).toMatch(/^PyTorch models need conversion to TFLite: onnx2tf/);
    expect(coral.caveats).toContain(fallback);
    expect(coral.nearMiss).toBe("would fit if the PyTorch model is converted to TFLite");
    expect(ids(others)[0]).toBe("coral-usb");
  });
});

describe("the survey's advice (2 and 7.1)", () => {
  // MobileNetV2 class: what such sticks and boards take for it.
  const simple = [
    candidate("jetson-nano", [8, 12]),
    candidate("intel-ncs2", [18, 26]),
    candidate("coral-usb", [2.5, 4]),
    candidate("jetson-agx-xavier", [2, 3]),
  ];

  test("a simple task: the Neural Compute Stick, for its power", () => {
    const { fits } = recommend({ framesPerSecond: 30, framework: "pytorch" }, simple);
    expect(ids(fits)).toEqual(["intel-ncs2", "jetson-nano", "jetson-agx-xavier"]);
    expect(fits[0]?.reasons.at(-1)).toBe("the least power of the 3 devices that fit");
    expect(fits[0]?.caveats[0]).toBe("at most the 4.5 W of a USB 3 port; what it draws is not known");
  });

  test("strict power and TensorFlow: the Coral", () => {
    const { fits, others } = recommend({ framesPerSecond: 100, framework: "tensorflow", watts: 3 }, simple);
    expect(ids(fits)).toEqual(["coral-usb"]);
    expect(fits[0]?.reasons[1]).toBe("2 W for the accelerator alone, 3 W allowed");
    expect(fits[0]?.caveats[0]).toBe("the power of its host comes on top and is not known");
    expect(of("jetson-nano", others).against).toEqual(["5 W in its mode 5W, 3 W allowed"]);
  });

  test("a complex task in real time: a Jetson", () => {
    const complex = [
      candidate("jetson-nano", [114, 202]),
      candidate("intel-ncs2", [294, 1217]),
      candidate("coral-dev-board", [36, 98]),
      candidate("jetson-agx-xavier", [17, 29]),
    ];
    const { fits, others } = recommend({ framesPerSecond: 30, framework: "pytorch" }, complex);
    expect(ids(fits)).toEqual(["jetson-agx-xavier"]);
    expect(others).toHaveLength(3);
  });
});

test.each<readonly [string, Needs, Candidate, Partial<Advice>]>([
  [
    "a slower power mode keeps the limit",
    { framesPerSecond: 30, watts: 5 },
    candidate("jetson-nano", [8, 12]),
    // 0.694 of the clock: 11.5 to 17.3 ms.
    { verdict: "fits", watts: 5, against: [] },
  ],
  [
    "a slower power mode is too slow",
    { latencyMs: 13, watts: 5 },
    candidate("jetson-nano", [10, 12]),
    { verdict: "does-not-fit", against: ["14-17 ms of the 13 allowed"] },
  ],
  [
    "a slower power mode whose speed is not known",
    { latencyMs: 20, watts: 5 },
    withModes(candidate("jetson-nano", [8, 12])),
    { verdict: "no-data", against: ["10 W, 5 W allowed; how fast it is in its mode slow is not known"] },
  ],
  [
    "the harder of two needs is told",
    { framesPerSecond: 10, latencyMs: 20 },
    candidate("jetson-nano", [30, 40]),
    { against: ["30-40 ms of the 20 allowed"] },
  ],
  [
    "the end of the band that may do",
    { latencyMs: 11 },
    candidate("jetson-nano", [10, 14]),
    { nearMiss: "would fit if it ran at the fast end of the prediction" },
  ],
  ["nothing to predict from", { latencyMs: 20 }, candidate("hailo-8l"), { verdict: "no-data" }],
  [
    "nothing to predict from, where no speed is asked",
    { framework: "onnx" },
    candidate("hailo-8-m2"),
    { verdict: "fits-with-warnings", against: [] },
  ],
  [
    "a prediction from the data sheet",
    { latencyMs: 20 },
    candidate("jetson-nano", [8, 12], { isFromDataSheet: true }),
    { verdict: "fits-with-warnings" },
  ],
  [
    "an operator that the runtime lacks",
    {},
    candidate("jetson-nano", [8, 12], {
      diagnostics: [diagnostic("jetson-nano", "unsupported-operator", "error", "TopK does not run.")],
    }),
    { verdict: "does-not-run", against: ["TopK does not run."] },
  ],
  [
    "another device's diagnostics do not count",
    {},
    candidate("jetson-nano", [8, 12], {
      diagnostics: [diagnostic("coral-usb", "unsupported-operator", "error", "TopK does not run.")],
    }),
    { verdict: "fits" },
  ],
  ["a host", { standsAlone: true }, candidate("coral-usb", [2, 3]), { against: ["needs a host"] }],
  [
    "a microcontroller",
    { isMicrocontroller: true },
    candidate("jetson-nano", [8, 12]),
    { against: ["is no microcontroller"] },
  ],
  [
    "memory",
    { memoryBytes: 8 * 2 ** 30 },
    candidate("jetson-nano", [8, 12]),
    { against: ["3.87\u2009GiB of memory, 8.00\u2009GiB asked"] },
  ],
  [
    "a precision that the accelerator does not have",
    { precision: "int8" },
    candidate("intel-ncs2", [8, 12]),
    { against: ["OpenVINO computes fp16 there, not int8"] },
  ],
  [
    "an alternative that fits",
    { latencyMs: 20 },
    candidate("jetson-nano", [30, 40], {
      alternatives: [
        { change: "an input of 320×320", forecast: forecastOf([30, 35]), diagnostics: [] },
        { change: "an input of 224×224", forecast: forecastOf([14, 18]), diagnostics: [] },
      ],
    }),
    { nearMiss: "fits with an input of 224×224" },
  ],
])("%s", (_, needs, given, expected) => {
  const { fits, others } = recommend(needs, [given]);
  expect([...fits, ...others][0]).toMatchObject(expected);
});

test("order: power, then speed, unknown power last; of the others near misses first", () => {
  const { fits, others } = recommend({ latencyMs: 20 }, [
    candidate("rk3588", [5, 6]), // its power is not known
    candidate("jetson-tx2", [9, 10]), // 15 W
    candidate("jetson-orin-nano-8gb", [3, 4]), // 15 W
    candidate("jetson-nano", [14, 18]), // 10 W
    candidate("raspberry-pi-4", [100, 120]),
    candidate("hailo-8l"),
    candidate("rk3566", [19, 30]),
  ]);
  expect(ids(fits)).toEqual(["jetson-nano", "jetson-orin-nano-8gb", "jetson-tx2", "rk3588"]);
  expect(ids(others)).toEqual(["rk3566", "hailo-8l", "raspberry-pi-4"]);
});

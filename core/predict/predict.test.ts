import { describe, expect, test } from "vitest";
import { devices } from "../devices/index.ts";
import { analyze } from "../metrics/analyze.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { predict } from "./predict.ts";
import { type NoPrediction, type Prediction } from "./prediction.ts";

/** VGG's body is all but a chain of 3x3 convolutions: this is its widest stretch, with its first dense layer. */
function vggLike(size: number | string = 56) {
  const convs = [0, 1, 2, 3, 4, 5].map(
    (i) => `  c${i} = Conv <pads = [1, 1, 1, 1]> (r${i}, w${i})\n  r${i + 1} = Relu (c${i})`,
  );
  const weights = [0, 1, 2, 3, 4, 5].map((i) => `float[256, 256, 3, 3] w${i} = ["location": "w.bin"]`);
  const inputs = `float[1, 256, ${size}, ${size}] r0, ${weights.join(", ")}, float[4096, 256] f = ["location": "w.bin"]`;
  const text = `<ir_version: 10, opset_import: ["" : 17]>
g (${inputs}) => (float[1, 4096] y) {
${convs.join("\n")}
  p = GlobalAveragePool (r6)
  flat = Flatten (p)
  y = Gemm <transB = 1> (flat, f)
}`;
  return analyze(readOnnxText(text).value.model);
}

const device = (id: string) => {
  const found = devices.find((it) => it.id === id);
  if (!found) throw new Error(id);
  return found;
};

function known(it: Prediction | NoPrediction): Prediction {
  if ("noData" in it) throw new Error(it.noData);
  return it;
}

describe("predict", () => {
  const analysis = vggLike();
  const nano = known(predict(analysis, device("jetson-nano")));

  test("takes the device's usual runtime and says what the numbers rest on", () => {
    expect(nano).toMatchObject({ runtime: "tensorrt", unit: "gpu", precision: "fp16", measure: "latency" });
    expect(nano.calibration).toMatchObject({ group: "jetson-nano/gpu tensorrt-maxwell fp16 latency", n: 6 });
    expect(nano.notes).toEqual([]);
  });

  test("is of the size that VGG16 was measured to have on a Jetson Nano", () => {
    // torch2trt's page: 85.1 ms for 15.47 G multiply-adds. The stretch has 11.1 G of them.
    const share = (analysis.totals.multiplyAdds.value ?? 0) / 15.47e9;
    expect(nano.latencyMs.expected / share / 85.1).toBeGreaterThan(0.6);
    expect(nano.latencyMs.expected / share / 85.1).toBeLessThan(1.4);
  });

  test("kernels add up to the latency, but for the start", () => {
    const sum = nano.kernels.reduce((ms, it) => ms + it.ms, 0);
    expect(sum).toBeLessThan(nano.latencyMs.expected);
    expect(sum).toBeGreaterThan(0.9 * nano.latencyMs.expected);
    expect(nano.boundBy).toBe("compute");
    expect(nano.kernels[0]).toMatchObject({ class: "dense", nodes: [0, 1] });
  });

  test("bands, energy and throughput agree", () => {
    const { low, expected, high } = nano.latencyMs;
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect(nano.inferencesPerSecond.low).toBeCloseTo(1000 / high);
    expect(nano.energyMj).toMatchObject({ watts: 5, of: "typical", expected: 5 * expected });
  });

  test("memory is that of weights and activations in the precision it runs in", () => {
    const { totals } = analysis;
    expect(nano.peakMemoryBytes).toBe(
      Math.round(totals.weightBytes / 2 + (totals.peakActivationBytes.value ?? 0) / 2),
    );
    expect(nano.freeMemoryBytes).toBe(3964 * 2 ** 20);
  });

  test("a slower power mode is slower", () => {
    const slow = known(predict(analysis, device("jetson-nano"), { powerMode: "5W" }));
    expect(slow.latencyMs.expected).toBeGreaterThan(1.2 * nano.latencyMs.expected);
    expect(slow.energyMj?.of).toBe("mode");
  });

  test("more threads are faster, but not by as much", () => {
    const run = (threads: number) =>
      known(predict(analysis, device("raspberry-pi-4"), { runtime: "ncnn", unit: "cpu", threads }));
    const gain = run(1).latencyMs.expected / run(4).latencyMs.expected;
    expect(gain).toBeGreaterThan(1.3);
    expect(gain).toBeLessThan(4);
  });

  test("int8 is not faster than fp16 where nothing accelerates it", () => {
    expect(predict(analysis, device("jetson-nano"), { precision: "int8" })).toSatisfy(
      (it: Prediction | NoPrediction) => "noData" in it || it.latencyMs.expected >= nano.latencyMs.expected,
    );
  });

  test("weights that do not fit the Edge TPU's memory are paid for on the link", () => {
    const { weightBytes } = analysis.totals;
    expect(weightBytes / 4).toBeLessThan(7e6);
    const fits = known(predict(analysis, device("coral-usb")));
    expect(fits.boundBy).toBe("compute");
  });
});

describe("no number", () => {
  test("without sizes", () => {
    expect(predict(vggLike("n"), device("jetson-nano"))).toEqual({ noData: expect.stringContaining("n") });
  });

  test("for a runtime that the device does not have", () => {
    expect(predict(vggLike(), device("jetson-nano"), { runtime: "hailo" })).toEqual({
      noData: "HailoRT does not run on NVIDIA Jetson Nano 4GB",
    });
  });

  test("for a device that nothing ready-made runs on", () => {
    expect(predict(vggLike(), device("sp701"))).toHaveProperty("noData");
  });
});

test("every device of the catalogue gives a number or says why not, and never nonsense", () => {
  const analysis = vggLike();
  for (const it of devices) {
    const found = predict(analysis, it);
    if ("noData" in found) {
      expect(found.noData).not.toBe("");
      continue;
    }
    const { low, expected, high } = found.latencyMs;
    expect([it.id, low > 0 && low < expected && expected < high && high < 1e6]).toEqual([it.id, true]);
    expect([it.id, found.calibration === "data sheet" || found.calibration.n > 0]).toEqual([it.id, true]);
  }
});

describe("language models", () => {
  const text = `<ir_version: 10, opset_import: ["" : 17]>
g (int64[1, 128] ids, float[32000, 2048] e = ["location": "w"], float[2048, 2048] w = ["location": "w"]) => (float[1, 128, 2048] y) {
  x = Gather (e, ids)
  q = MatMul (x, w)
  k = Transpose <perm = [0, 2, 1]> (x)
  s = MatMul (q, k)
  p = Softmax (s)
  y = MatMul (p, x)
}`;
  const found = known(predict(analyze(readOnnxText(text).value.model), device("jetson-orin-nano-8gb")));

  test("each token reads every weight, key and value once", () => {
    const keysAndValues = 2 * 2 * 128 * 2048;
    expect(found.decode?.bytesPerToken).toBe(2048 * 2048 * 1 + keysAndValues);
  });

  test("at most of the memory's bandwidth", () => {
    const { tokenMs, bytesPerToken } = found.decode ?? { tokenMs: { expected: NaN }, bytesPerToken: NaN };
    const rate = bytesPerToken / (tokenMs.expected / 1000);
    expect(rate / 68e9).toBeGreaterThan(0.8);
    expect(rate / 68e9).toBeLessThan(0.92);
  });

  test("networks on pictures have none", () => {
    expect(known(predict(vggLike(), device("jetson-nano"))).decode).toBeUndefined();
  });
});

test("a precision that the unit does not compute in has no number", () => {
  expect(predict(vggLike(), device("intel-ncs2"), { precision: "int8" })).toHaveProperty("noData");
  expect(predict(vggLike(), device("coral-usb"), { precision: "fp16" })).toHaveProperty("noData");
});

test("one that is accepted but slower has", () => {
  const it = known(
    predict(vggLike(), device("jetson-agx-orin-64gb"), { runtime: "ncnn", unit: "cpu", precision: "int8" }),
  );
  expect(it.calibration).toMatchObject({ group: "jetson-agx-orin-64gb/cpu ncnn-cpu int8 latency" });
});

test("ncnn computes in fp16 where the cores can, as it was measured to", () => {
  const run = (precision: "fp32" | "fp16") =>
    known(predict(vggLike(), device("raspberry-pi-5"), { runtime: "ncnn", unit: "cpu", precision }));
  expect(run("fp32").latencyMs).toEqual(run("fp16").latencyMs);
});

import { expect, test } from "vitest";
import { expectExamples, findings, subjectOf } from "../diagnostics/examples.test-helper.ts";
import { cpuFallbackPartition } from "./cpu-fallback-partition.ts";

test("its examples", () => {
  expectExamples(cpuFallbackPartition);
});

// The first convolution of MobileNetV3-Large, as in Howard et al. (2019), Table 1: 3×3, 16 channels, stride 2, HardSwish.
const stem = `stem (float[1, 3, 224, 224] x, float[16, 3, 3, 3] w = ["location": "w.bin"], float[16, 16, 1, 1] v = ["location": "w.bin"])
  => (float[1, 16, 112, 112] z) {
  y = Conv <pads = [1, 1, 1, 1], strides = [2, 2]> (x, w)
  h = HardSwish (y)
  z = Conv (h, v)
}`;

test("on the Edge TPU the first operator that it lacks and everything after it leave it", () => {
  const [found] = findings(cpuFallbackPartition, { model: stem, device: "coral-usb" });
  // Conv 3·9·16·112², Conv 16·16·112²: 256 of 432 + 256.
  expect(found?.message).toMatch(/^From HardSwish of 1×16×112×112 on, 2 of 3 operators run on the CPU/);
  expect(found?.message).toContain("37% of the multiply-adds");
  expect(found?.severity).toBe("warning");
  expect(found?.node?.operator?.type).toBe("HardSwish");
  expect(found?.fix?.title).toBe("Use ReLU6 for Hardswish");
});

test("what it costs is in the message where there is a prediction", () => {
  const nodeMs = new Map([
    [0, 1],
    [1, 3],
    [2, 4.5],
  ]);
  const forecast = { latencyMs: { low: 8, expected: 9, high: 10 }, nodeMs };
  const subject = subjectOf({ model: stem, device: "coral-usb" }, forecast);
  expect([...cpuFallbackPartition.check(subject)][0]?.message).toContain("7.5 ms predicted");
});

test("an operator at the end of the model that it lacks is worth a remark", () => {
  const model = `end (float[1, 3, 224, 224] x, float[16, 3, 3, 3] w = ["location": "w.bin"]) => (int64[1, 1, 1, 1] z) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
  a = GlobalAveragePool (y)
  z = ArgMax <axis = 1> (a)
}`;
  const [found] = findings(cpuFallbackPartition, { model, device: "coral-usb" });
  expect(found?.severity).toBe("info");
  expect(found?.message).toMatch(/^From ArgMax of 1×1×1×1 on, 1 of 3 operators/);
});

// DLA: HardSwish and GlobalAveragePool are among what TensorRT leaves to the GPU (Deep-Learning-Accelerator-SW, operators).
test("on the DLA it comes back after each one", () => {
  const model = `dla (float[1, 16, 56, 56] x, float[16, 16, 1, 1] w = ["location": "w.bin"]) => (float[1, 16, 1, 1] z) {
  a = Conv (x, w)
  b = HardSwish (a)
  c = Conv (b, w)
  d = HardSwish (c)
  z = GlobalAveragePool (d)
}`;
  const choice = { unit: "npu", precision: "fp16" } as const;
  const [found] = findings(cpuFallbackPartition, { model, device: "jetson-xavier-nx", choice });
  expect(found?.message).toMatch(
    /^HardSwish of 1×16×56×56 and 2 more of 5 operators run on the GPU of .*, in 2 pieces:/,
  );
});

test("where nothing takes over, the model does not run: then other rules speak", () => {
  expect(
    findings(cpuFallbackPartition, { model: stem, device: "jetson-nano", runtimeVersion: "8.2" }),
  ).toEqual([]);
});

test("with open sizes the number of operators stands for the shares", () => {
  const model = `open (float[1, 3, h, w] x) => (float[1, 3, h, w] z) {
  y = Elu (x)
  z = Relu (y)
}`;
  const [found] = findings(cpuFallbackPartition, { model, device: "coral-usb" });
  expect(found?.severity).toBe("warning");
  expect(found?.message).toMatch(/^From Elu of 1×3×h×w on, 2 of 2 operators run on the CPU/);
});

test("a DLA core holds 16 pieces", () => {
  const nodes = Array.from({ length: 17 }, (_, i) => `  r${i} = Relu (s${i})\n  s${i + 1} = Elu (r${i})`);
  const model = `many (float[1, 8, 16, 16] s0) => (float[1, 8, 16, 16] s17) {\n${nodes.join("\n")}\n}`;
  const choice = { unit: "npu", precision: "fp16" } as const;
  const [found] = findings(cpuFallbackPartition, { model, device: "jetson-xavier-nx", choice });
  expect(found?.message).toMatch(/in 17 pieces.*A DLA core holds 16 pieces at most/);
});

import { expect, test } from "vitest";
import { expectExamples, findings, subjectOf } from "../diagnostics/examples.test-helper.ts";
import { unsupportedOperator } from "./unsupported-operator.ts";

test("its examples", () => {
  expectExamples(unsupportedOperator);
});

const hardSwish = `g (float[1, 16, 112, 112] x) => (float[1, 16, 112, 112] z) {
  y = HardSwish (x)
  z = HardSwish (y)
}`;

test("HardSwish on Coral goes to the host's CPU, and ReLU6 would mend it", () => {
  const found = findings(unsupportedOperator, { model: hardSwish, device: "coral-usb" });
  expect(found.map((it) => it.severity)).toEqual(["info", "info"]);
  expect(found[0]?.message).toBe(
    "HardSwish of 1×16×112×112 goes to the CPU of Coral USB Accelerator's host. HardSwish (TFLite: HARD_SWISH) is not " +
      "among the operators that the Edge TPU has. In all: 2 HardSwish.",
  );
  expect(found[0]?.weight).toBeGreaterThan(found[1]?.weight ?? 0);
  expect(found[0]?.fix?.edits).toMatchObject([
    { kind: "module", from: "Hardswish", to: "ReLU6" },
    { kind: "module", from: "Hardswish", to: "ReLU6" },
  ]);
});

// onnx/onnx-tensorrt, docs/operators.md: HardSwish is listed from 8.4 on.
test.each([
  ["8.2", "error"],
  ["8.4", undefined],
  ["10.3", undefined],
])("HardSwish of an ONNX file, TensorRT %s: %s", (runtimeVersion, severity) => {
  const [found] = findings(unsupportedOperator, { model: hardSwish, device: "jetson-nano", runtimeVersion });
  expect(found?.severity).toBe(severity);
});

test("in PyTorch source it is judged by what the exporter writes at the opset that TensorRT 8.2 has", () => {
  const subject = subjectOf({ model: hardSwish, device: "jetson-nano" });
  const { model } = subject.analysis;
  const traced = {
    ...subject,
    analysis: { ...subject.analysis, model: { ...model, format: "pytorch" as const } },
  };
  expect([...unsupportedOperator.check(subject)].length).toBe(2);
  expect([...unsupportedOperator.check(traced)]).toEqual([]);
});

test("what is computed ahead does not count, and unknown shapes do no harm", () => {
  const model = `g (float[n, c] x, float[4] w = {1, 2, 3, 4}) => (float[n, c] y) {
  e = Erf (w)
  y = Relu (x)
}`;
  expect(findings(unsupportedOperator, { model, device: "coral-usb" })).toEqual([]);
});

test("without a list nothing is said", () => {
  expect(findings(unsupportedOperator, { model: hardSwish, device: "hailo-8l" })).toEqual([]);
  expect(findings(unsupportedOperator, { model: hardSwish })).toEqual([]);
});

// open_model_zoo 2022.3, device_support.md: bert-base-ner has no MYRIAD, and no other transformer is listed with it.
test("attention may not run on the NCS2", () => {
  const model = (
    weight: string,
  ) => `attention (float[1, 12, 197, 64] q, float[1, 12, 64, 197] k) => (float[1, 12, 197, 197] y)
<float[64, 197] w = ["location": "w.bin"]>
{
  y = MatMul (q, ${weight})
}`;
  const [found] = findings(unsupportedOperator, { model: model("k"), device: "intel-ncs2" });
  expect(found?.severity).toBe("warning");
  expect(found?.message).toMatch(/^MatMul of 1×12×197×197 may not run on Intel Neural Compute Stick 2\./);
  expect(findings(unsupportedOperator, { model: model("w"), device: "intel-ncs2" })).toEqual([]);
});

import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { unsupportedPrecision } from "./unsupported-precision.ts";

test("its examples", () => {
  expectExamples(unsupportedPrecision);
});

const { model } = unsupportedPrecision.bad;
const quantized = `quantized (float[1, 64, 56, 56] x) => (float[1, 64, 56, 56] y)
<float t = {0.1}, int8 z = {0}>
{
  a = QuantizeLinear (x, t, z)
  b = DequantizeLinear (a, t, z)
  y = Relu (b)
}`;

// OpenVINO 2022, Supported Devices: VPU plugins: FP32 not supported, FP16 supported, I8 not supported.
test.each([
  ["fp32", 1],
  ["fp16", 0],
  ["int8", 1],
] as const)("NCS2 in %s", (precision, count) => {
  const found = findings(unsupportedPrecision, { model, device: "intel-ncs2", choice: { precision } });
  expect(found.length).toBe(count);
});

test("an int8 model is none for the NCS2, and the DLA wants no explicit quantization", () => {
  const [ncs2] = findings(unsupportedPrecision, { model: quantized, device: "intel-ncs2" });
  expect(ncs2?.message).toBe(
    "The model is stored in int8, the Movidius Myriad X of Intel Neural Compute Stick 2 computes fp16 only: give it the float model.",
  );
  const choice = { unit: "npu", precision: "int8" } as const;
  const [dla] = findings(unsupportedPrecision, { model: quantized, device: "jetson-xavier-nx", choice });
  expect(dla?.message).toContain("calibration cache");
  expect(findings(unsupportedPrecision, { model: quantized, device: "jetson-xavier-nx" })).toEqual([]);
});

test("a GPU accepts more than what helps it", () => {
  const [found] = findings(unsupportedPrecision, {
    model,
    device: "jetson-nano",
    choice: { precision: "int8" },
  });
  expect(found?.severity).toBe("info");
});

test("a runtime that the device does not have", () => {
  const choice = { runtime: "openvino", unit: "gpu", precision: "fp16" } as const;
  const [found] = findings(unsupportedPrecision, { model, device: "jetson-nano", choice });
  expect(found?.message).toBe("NVIDIA Jetson Nano 4GB has no OpenVINO that computes fp16 on its gpu.");
});

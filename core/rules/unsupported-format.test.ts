import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { unsupportedFormat } from "./unsupported-format.ts";

test("its examples", () => {
  expectExamples(unsupportedFormat);
});

const { model } = unsupportedFormat.bad;

// edgetpu_compiler is for x86-64 only since 2.1; intel.com 000089522: "Intel NCS2 requires FP16 model format".
test.each([
  ["coral-usb", /TFLite in full-integer int8.*edgetpu_compiler, which needs x86-64 Linux/],
  ["intel-ncs2", /takes OpenVINO IR \(FP16.*mo --input_model/],
  ["hailo-8l", /Dataflow Compiler on an x86 computer/],
  ["rk3588", /RKNN-Toolkit2 on an x86 computer/],
  ["kria-k26", /Vitis AI quantizer/],
])("%s: the way there", (device, way) => {
  const [found] = findings(unsupportedFormat, { model, device });
  expect(found?.message).toMatch(way);
  expect(found?.severity ?? unsupportedFormat.severity).toBe("info");
});

test("no way leads from ONNX to GGUF", () => {
  const choice = { runtime: "llama.cpp", unit: "cpu", precision: "int4" } as const;
  const [found] = findings(unsupportedFormat, { model, device: "raspberry-pi-5", choice });
  expect(found?.severity).toBe("error");
});

test("ONNX Runtime and TensorRT load it as it is", () => {
  for (const device of ["raspberry-pi-4", "jetson-orin-nano-8gb"]) {
    expect(findings(unsupportedFormat, { model, device })).toEqual([]);
  }
});

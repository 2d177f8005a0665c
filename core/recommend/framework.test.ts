import { expect, test } from "vitest";
import { devices } from "../devices/index.ts";
import { type Device } from "../devices/contract/device.ts";
import { type RuntimeId } from "../devices/contract/runtime.ts";
import { type Framework, type Way, wayTo } from "./framework.ts";

test.each<readonly [Framework, RuntimeId, string, Way["kind"], RegExp]>([
  ["onnx", "tensorrt", "jetson-nano", "direct", /^TensorRT loads ONNX$/],
  [
    "pytorch",
    "tensorrt",
    "jetson-nano",
    "export",
    /^TensorRT takes PyTorch models as ONNX \(torch\.onnx\.export\)$/,
  ],
  ["tflite", "tensorrt", "jetson-nano", "export", /tf2onnx/],
  ["tensorflow", "edgetpu", "coral-usb", "direct", /full-integer int8/],
  [
    "pytorch",
    "edgetpu",
    "coral-usb",
    "foreign",
    /^PyTorch models need conversion to TFLite: .*edgetpu_compiler/,
  ],
  ["onnx", "tflite", "coral-usb", "foreign", /^ONNX models need conversion to TFLite/],
  ["onnx", "vela", "ethos-u55", "foreign", /^ONNX models need conversion to TFLite$/],
  // The survey, note b of its Table 1: TensorFlow, PyTorch and ONNX models come to the stick through OpenVINO.
  ["tensorflow", "openvino", "intel-ncs2", "export", /^OpenVINO's converter takes TensorFlow models$/],
  ["pytorch", "openvino", "intel-ncs2", "export", /^OpenVINO's converter takes PyTorch models as ONNX/],
  ["pytorch", "rknn", "rk3588", "export", /^RKNN-Toolkit2 takes PyTorch models$/],
  ["onnx", "coreml", "apple-a17-pro", "unknown", /^whether Core ML takes ONNX models is not known$/],
  // Its row in Table 3.
  ["pytorch", "cambricon-neuware", "mlu220-som", "export", /^the survey lists PyTorch for it$/],
  ["tflite", "cambricon-neuware", "mlu220-som", "unknown", /is not known$/],
])("%s on %s", (...[framework, runtime, id, kind, text]) => {
  const way = wayTo(framework, runtime, devices.find((it) => it.id === id) as Device);
  expect(way.kind).toBe(kind);
  expect(way.text).toMatch(text);
});

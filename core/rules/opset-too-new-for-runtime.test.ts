import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { opsetTooNewForRuntime } from "./opset-too-new-for-runtime.ts";

test("its examples", () => {
  expectExamples(opsetTooNewForRuntime);
});

const model = (opset: number) => `<ir_version: 8, opset_import: ["" : ${opset}]>
g (float[1, 8] x) => (float[1, 8] y) {
  y = Relu (x)
}`;

// "TensorRT 7.1 supports operators up to Opset 11", 7.2 to 8.2 13, 8.4 to 8.6 17, 10.0 "in the inclusive range" to 20.
test.each([
  ["7.1.3", 11],
  ["7.2.1", 13],
  ["8.0.1", 13],
  ["8.2.1", 13],
  ["8.4.1", 17],
  ["8.6.2", 17],
  ["10.3.0", 20],
])("TensorRT %s knows up to opset %i", (runtimeVersion, most) => {
  const on = (opset: number) =>
    findings(opsetTooNewForRuntime, { model: model(opset), device: "jetson-nano", runtimeVersion });
  expect(on(most)).toEqual([]);
  expect(on(most + 1)[0]?.message).toContain(`knows up to ${most}`);
});

// JetPack 4.6.1: TensorRT 8.2.1; 5.1.1: 8.5.2; 6.2: 10.3.
test.each([
  ["jetson-tx2", 13],
  ["jetson-agx-xavier", 17],
  ["jetson-orin-nano-8gb", 20],
])("%s with its last JetPack", (device, most) => {
  expect(findings(opsetTooNewForRuntime, { model: model(most), device })).toEqual([]);
  expect(findings(opsetTooNewForRuntime, { model: model(most + 1), device }).length).toBe(1);
});

test("RKNN-Toolkit2 refuses a newer opset than 19", () => {
  const found = findings(opsetTooNewForRuntime, { model: model(21), device: "rk3588" });
  expect(found.map((it) => it.severity)).toEqual(["error"]);
  expect(findings(opsetTooNewForRuntime, { model: model(19), device: "rk3588" })).toEqual([]);
});

test("nothing is said of runtimes that keep up", () => {
  expect(findings(opsetTooNewForRuntime, { model: model(23), device: "raspberry-pi-4" })).toEqual([]);
});

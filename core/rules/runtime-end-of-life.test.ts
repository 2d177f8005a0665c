import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { runtimeEndOfLife } from "./runtime-end-of-life.ts";

test("its examples", () => {
  expectExamples(runtimeEndOfLife);
});

const { model } = runtimeEndOfLife.bad;

// docs.openvino.ai/2023.3: the MYRIAD plugin is cancelled from 2023.0, 2022.3 LTS is the last.
test.each([
  ["2022.3", undefined],
  ["2022.3.1", undefined],
  ["2023.0", "error"],
  ["2024.6.0", "error"],
])("NCS2 with OpenVINO %s", (runtimeVersion, severity) => {
  const found = findings(runtimeEndOfLife, { model, device: "intel-ncs2", runtimeVersion });
  expect(found.map((it) => it.severity)).toEqual([severity]);
  expect(found[0]?.message).toContain("2022.3.1");
});

test("JetPack 4 of the Nano, pycoral of Coral", () => {
  const [nano] = findings(runtimeEndOfLife, { model, device: "jetson-nano" });
  expect(nano?.message).toBe("JetPack 4 has ended, 4.6.6 is the last version for NVIDIA Jetson Nano 4GB.");
  const [coral] = findings(runtimeEndOfLife, { model, device: "coral-usb" });
  expect(coral?.message).toBe("pycoral on Coral USB Accelerator is no longer kept up.");
});

// "TensorRT 10.7 was the last release that supports DLA on Jetson."
test("the DLA ends before the GPU does", () => {
  const device = "jetson-agx-orin-64gb";
  const choice = { unit: "npu", precision: "fp16" } as const;
  expect(findings(runtimeEndOfLife, { model, device })).toEqual([]);
  const on = (runtimeVersion: string) =>
    findings(runtimeEndOfLife, { model, device, choice, runtimeVersion })[0]?.severity;
  expect([on("10.7.0"), on("11.1")]).toEqual([undefined, "error"]);
});

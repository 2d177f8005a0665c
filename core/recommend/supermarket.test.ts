import { describe, expect, test } from "vitest";
import { devices } from "../devices/index.ts";
import { type Device } from "../devices/contract/device.ts";
import { diagnose } from "../diagnostics/diagnose.ts";
import { forecastOf } from "../diagnostics/forecast-of.ts";
import { linksOf } from "../diagnostics/links.ts";
import { analyze } from "../metrics/analyze.ts";
import { predict } from "../predict/predict.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { type Candidate } from "./candidate.ts";
import { recommend } from "./recommend.ts";
import { yolov5m } from "./yolov5m.test-helper.ts";

// The survey's example (7.6) from end to end: people counted at the entrance of a supermarket by YOLOv5m, written in
// PyTorch; of the Neural Compute Stick, the Coral and the Jetson Nano the last is chosen. People walk through an entrance in
// seconds: 5 frames in each are enough.
const { value, problems } = readOnnxText(yolov5m());
const analysis = analyze(value.model);

function candidate(id: string): Candidate {
  const device: Device | undefined = devices.find((it) => it.id === id);
  if (!device?.defaultRuntime) throw new Error(`no device ${id}`);
  const prediction = predict(analysis, device);
  const forecast = forecastOf(prediction);
  const target = { device, choice: device.defaultRuntime, ...(forecast && { forecast }) };
  const subject = { analysis, links: linksOf(analysis.nodes), problems: [], targets: [target], budgets: {} };
  const isFromDataSheet = "calibration" in prediction && prediction.calibration === "data sheet";
  return { target, diagnostics: diagnose(subject), isFromDataSheet };
}

test("the network is YOLOv5m", () => {
  expect([...problems, ...analysis.problems]).toEqual([]);
  // Ultralytics' table: 21.2 M parameters, 49.0 G operations at 640, two to a multiply-add.
  expect(analysis.totals.parameters / 21.2e6).toBeCloseTo(1, 2);
  expect((analysis.totals.multiplyAdds.value ?? 0) / 24.5e9).toBeCloseTo(1, 2);
});

describe("the choice", () => {
  const needs = { framesPerSecond: 5, framework: "pytorch", precision: "int8" } as const;
  const { fits, others } = recommend(needs, ["intel-ncs2", "coral-usb", "jetson-nano"].map(candidate));
  const against = (id: string) => others.find((it) => it.candidate.target.device.id === id);

  test("is the Jetson Nano, in fp16 and not, as the survey has it, in int8", () => {
    expect(fits.map((it) => it.candidate.target.device.id)).toEqual(["jetson-nano"]);
    expect(fits[0]?.reasons).toContain("TensorRT takes PyTorch models as ONNX (torch.onnx.export)");
    expect(fits[0]?.reasons).toContain("runs in fp16");
    expect(fits[0]?.caveats.join("\n")).toMatch(/int8 is not advised: it is not accelerated/);
  });

  test("is not the Coral, which takes TFLite only", () => {
    const coral = against("coral-usb");
    expect(coral?.against).toHaveLength(1);
    expect(coral?.against[0]).toMatch(/^PyTorch models need conversion to TFLite/);
    expect(coral?.nearMiss).toBe("would fit if the PyTorch model is converted to TFLite");
  });

  test("is not the Neural Compute Stick, which is too slow and at the end of its life", () => {
    const ncs2 = against("intel-ncs2");
    expect(ncs2?.against.join("\n")).toMatch(/frames per second of the 5 asked/);
    expect(ncs2?.caveats.join("\n")).toMatch(/works only plugged into a host[^]*ended with 2022\.3/);
  });
});

import { describe, expect, test } from "vitest";
import { intelNcs2 } from "../devices/intel-ncs2.ts";
import { jetsonNano } from "../devices/jetson-nano.ts";
import { analyze } from "../metrics/analyze.ts";
import { predict } from "../predict/predict.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { forecastOf } from "./forecast-of.ts";

const { model } = readOnnxText(`<ir_version: 8, opset_import: ["" : 17]>
net (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] z) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
  z = Relu (y)
}`).value;

describe("forecastOf", () => {
  test("carries the band, and gives a kernel's time to its first node", () => {
    const prediction = predict(analyze(model), jetsonNano);
    if ("noData" in prediction) throw new Error(prediction.noData);
    const forecast = forecastOf(prediction);
    expect(forecast?.latencyMs).toEqual(prediction.latencyMs);
    expect(forecast?.availableMemoryBytes).toBe(prediction.freeMemoryBytes);
    // Conv and Relu are one kernel: the second has no time of its own.
    expect([...(forecast?.nodeMs ?? [])]).toEqual([[0, prediction.kernels[0]?.ms]]);
  });

  test("knows the bandwidth by class where it was measured: NCS2, by ANNETTE", () => {
    const forecast = forecastOf(predict(analyze(model), intelNcs2), intelNcs2);
    expect(forecast?.bandwidth).toEqual({ dense: 5.68e9, depthwise: 1.08e9 });
    expect(forecastOf(predict(analyze(model), jetsonNano), jetsonNano)?.bandwidth).toEqual({});
  });

  test("is nothing where there is no prediction", () => {
    expect(forecastOf({ noData: "no runtime is known" })).toBeUndefined();
  });
});

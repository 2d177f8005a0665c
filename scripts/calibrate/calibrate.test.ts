import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import fitted from "../../core/predict/fitted.json";
import { machines } from "../../core/predict/machines.ts";
import { workloadOf, type Workload } from "../../core/predict/workload.ts";
import { shiftsOf } from "./calibrate.ts";
import { descriptions } from "./models.ts";
import { type Samples, samplesOf } from "./observations.ts";
import { readRows } from "./read-rows.ts";
import { traceModel } from "./trace-models.ts";
import { fitFamilies } from "./validate.ts";
import { decodeWorkloads, encodeWorkloads } from "./workload-store.ts";

const read = (file: string) => readFileSync(join(import.meta.dirname, "data", file), "utf8");
let workloads: ReadonlyMap<string, Workload>;
let samples: Samples;
beforeAll(() => {
  workloads = decodeWorkloads(read("workloads.ndjson"));
  samples = samplesOf(readRows(read("board-latency.csv")), workloads);
});

test("a calibration gives the committed parameters", { timeout: 120_000 }, () => {
  const shifts = shiftsOf(fitFamilies(samples.used));
  expect(Object.keys(shifts)).toEqual(Object.keys(fitted.shifts));
  for (const [key, shift] of Object.entries(shifts)) {
    const committed = fitted.shifts[key as keyof typeof fitted.shifts];
    shift.forEach((it, i) => expect([key, Math.abs(it - (committed[i] ?? NaN)) < 0.02]).toEqual([key, true]));
  }
});

describe("measurements", () => {
  test("all rows are used or left out for a reason", () => {
    const left = [...samples.excluded.values()].reduce((sum, it) => sum + it.length, 0);
    expect(samples.used.length + left).toBe(2879);
    expect(left).toBeLessThan(80);
  });

  test("latency, end-to-end times and throughput are told apart", () => {
    const measures = (family: string) =>
      new Set(
        samples.used.filter((it) => it.measurement.family === family).map((it) => it.measurement.measure),
      );
    expect(measures("hailo")).toEqual(new Set(["latency", "throughput"]));
    expect(measures("vitis-dpu")).toEqual(new Set(["end-to-end", "throughput"]));
  });

  test("threads, cores and clock are inputs and make no group of their own", () => {
    const rk3588 = samples.used.filter((it) => it.group === "rk3588/cpu ncnn-cpu fp16 latency");
    expect(new Set(rk3588.map((it) => it.measurement.threads))).toEqual(new Set([1, 4, 8]));
    expect(new Set(rk3588.map((it) => it.measurement.cores))).toEqual(new Set(["all", "big", "little"]));
  });

  test("every machine has a peak for the precision it is used in", () => {
    for (const { measurement } of samples.used) expect(machines.has(measurement.machine)).toBe(true);
  });
});

describe("descriptions", () => {
  // Published parameters: papers, torchvision's and Ultralytics' tables (their convolutions and norms fused or not).
  test.each([
    ["vgg16@224", 138.36e6],
    ["resnet18@224", 11.69e6],
    ["resnet50@224", 25.56e6],
    ["squeezenet1_1@224", 1.235e6],
    ["inception_v3@299", 23.83e6],
    ["mobilenet_v1@224", 4.23e6],
    ["mobilenet_v2@224", 3.5e6],
    ["mobilenet_v3_small@224", 2.54e6],
    ["efficientnet_lite0@224", 4.65e6],
    ["efficientnet_lite4@300", 13.0e6],
    ["yolov4_tiny@416", 6.06e6],
    ["yolov4@416", 64.4e6],
    ["yolov5s@640", 7.23e6],
    ["yolov8n@640", 3.15e6],
    ["yolov8m@640", 25.9e6],
    ["yolov10n@640", 2.3e6],
    ["yolo11n@640", 2.62e6],
    ["yolo11l@640", 25.3e6],
  ])("%s has the parameters that are published", (key, parameters) => {
    const weights = workloads
      .get(key)
      ?.nodes.reduce((sum, it) => sum + (it.kind === "norm" ? 0 : it.weights), 0);
    // Norms fold into their convolutions: a few per cent of the parameters of small networks.
    expect(Math.abs((weights ?? 0) / parameters - 1)).toBeLessThan(0.02);
  });

  test("are what the committed workloads were counted from", () => {
    for (const key of ["squeezenet1_1@224", "mobilenet_v3_small@224", "yolo11n@640"]) {
      const description = descriptions.get(key);
      if (!description) throw new Error(key);
      const traced = new Map([[key, workloadOf(traceModel(description))]]);
      expect(read("workloads.ndjson").split("\n")).toContain(encodeWorkloads(traced).trim());
    }
  }, 60_000);
});

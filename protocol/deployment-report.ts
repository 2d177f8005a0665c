import { z } from "zod/mini";
import { location } from "./report-places.ts";

/**
 * What a model will do on devices, and what was found wrong with it for them: a part of the reports of `edgewise inspect`,
 * `predict` and `check`. Unknown is absent, never 0.
 */

const describe = (text: string) => z.meta({ description: text });
const number = (text: string) => z.number().check(describe(text));

const band = (text: string) =>
  z
    .object({ low: z.number(), expected: z.number(), high: z.number() })
    .check(describe(`${text} Four of five measurements are expected between low and high.`));

const bound = z
  .enum(["compute", "memory", "launch", "link"])
  .check(describe("What most of the time is spent on."));

const kernel = z.object({
  nodes: z.array(z.string()).check(describe("Names of the nodes that run in one launch.")),
  class: z.string().check(describe("dense, pointwise, depthwise, gemm, attention, pool, elementwise, …")),
  ms: number("Of one inference."),
  boundBy: bound,
  location: z.optional(location).check(describe("Of its first node, in the source or the model's text.")),
});

const predictedDevice = z.object({
  id: z.string().check(describe("Of the catalogue, where the key is a short name.")),
  name: z.string(),
  runtime: z.string(),
  unit: z.string().check(describe("cpu, gpu or npu.")),
  precision: z.string(),
  latencyMs: band("Milliseconds for one inference."),
  inferencesPerSecond: band("Its inverse."),
  energyMj: z.optional(
    number("Expected millijoules for one inference: time by the power that the device takes."),
  ),
  energyBandMj: z.optional(band("The same as a band.")),
  peakMemoryBytes: z.optional(number("Weights and activations in the precision that it runs in.")),
  freeMemoryBytes: z.optional(number("What the device has for a model and everything else.")),
  boundBy: bound,
  measure: z
    .enum(["latency", "end-to-end", "throughput"])
    .check(describe("What the published measurements were of.")),
  calibration: z
    .union([
      z.object({
        n: number("Measurements of this device, runtime and precision."),
        medianError: number("Median relative error on networks left out of the fit."),
        p90Error: number("90th percentile of it."),
      }),
      z.literal("data sheet"),
    ])
    .check(describe("How well it is known; `data sheet`: nothing was measured there.")),
  kernels: z.array(kernel).check(describe("In execution order.")),
  decode: z
    .optional(
      z.object({
        tokenMs: band("Milliseconds for a token."),
        tokensPerSecond: band("Its inverse."),
        bytesPerToken: number("Weights, keys and values that a token reads."),
      }),
    )
    .check(
      describe("Of a language model: each token after the first; latencyMs is then that of the prefill."),
    ),
  notes: z.array(z.string()).check(describe("What the numbers leave out.")),
});

const unpredictedDevice = z.object({
  id: z.string(),
  name: z.string(),
  runtime: z.optional(z.string()),
  unit: z.optional(z.string()),
  precision: z.optional(z.string()),
  noData: z.string().check(describe("Why there is no number.")),
});

export const deviceReports = z
  .record(z.string(), z.union([predictedDevice, unpredictedDevice]))
  .check(describe("By the device, as it was named."));

const nodePlace = z.object({ node: z.string(), location: location });

export const diagnosticReport = z.object({
  rule: z.string().check(describe("docs/rules/ has a page for each.")),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  node: z.optional(z.string()).check(describe("Absent: it is about the model as a whole.")),
  device: z
    .optional(z.string())
    .check(describe("A key of `devices`; absent: it holds wherever the model runs.")),
  location: location,
  alike: z.optional(z.array(nodePlace)).check(describe("Other nodes with the same fault, worst first.")),
});

/** What `edgewise predict --json` prints. */
export const predictReport = z.object({ devices: deviceReports });

export type DeviceReport = z.infer<typeof deviceReports>[string];
export type PredictedDevice = z.infer<typeof predictedDevice>;
export type DiagnosticReport = z.infer<typeof diagnosticReport>;
export type PredictReport = z.infer<typeof predictReport>;

export function predictReportJsonSchema(): unknown {
  return z.toJSONSchema(predictReport, { target: "draft-2020-12" });
}

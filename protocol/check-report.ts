import { z } from "zod/mini";
import { deviceReports, diagnosticReport } from "./deployment-report.ts";
import { inspectReport } from "./inspect-report.ts";
import { location } from "./report-places.ts";

/** What `edgewise check --format json` prints. Unknown is absent, never 0. */

const describe = (text: string) => z.meta({ description: text });

const budget = z.object({
  budget: z.enum(["latencyMs", "energyMj", "sizeBytes", "peakMemoryBytes"]),
  device: z.optional(z.string()).check(describe("A key of `devices`; absent: it is about the file.")),
  limit: z.number(),
  expected: z.optional(z.number()).check(describe("Absent: there is no number to compare with.")),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
  verdict: z
    .enum(["kept", "maybe broken", "probably broken", "broken", "not known"])
    .check(
      describe("maybe: the upper end of the band is above it; probably: the middle is; broken: all of it."),
    ),
});

const totals = z.object({
  parameters: z.number(),
  weightBytes: z.number(),
  multiplyAdds: z.optional(z.number()),
  memoryAccessBytes: z.optional(z.number()),
  peakActivationBytes: z.optional(z.number()),
});

const change = z.object({
  isNew: z.optional(z.boolean()).check(describe("The base revision has no such model.")),
  noComparison: z.optional(z.string()).check(describe("Why the two can't be compared.")),
  before: z.optional(totals),
  latencyMs: z.optional(z.record(z.string(), z.number())).check(describe("Expected before, by device.")),
  newFindings: z
    .optional(z.array(diagnosticReport))
    .check(describe("Those that the base revision did not have.")),
  fixedFindings: z.optional(z.array(diagnosticReport)).check(describe("Those that are gone.")),
});

const modelCheck = z.object({
  name: z.string(),
  path: z.string(),
  class: z.optional(z.string()),
  totals: inspectReport.shape.totals,
  devices: deviceReports,
  budgets: z.array(budget),
  diagnostics: z.array(diagnosticReport),
  problems: inspectReport.shape.problems,
  change: z.optional(change),
});

const failure = z.object({
  path: z.string(),
  exitCode: z.number(),
  message: z.string(),
});

export const checkReport = z.object({
  schemaVersion: z.literal(1),
  project: z.optional(z.string()).check(describe("The edgewise.json in use.")),
  base: z.optional(z.string()).check(describe("The revision that is compared with, as it was named.")),
  models: z.array(modelCheck),
  failures: z.array(failure).check(describe("Models that could not be read, or whose code failed.")),
  problems: z
    .array(z.object({ severity: z.enum(["error", "warning", "info"]), message: z.string(), location }))
    .check(describe("Of edgewise.json and of device files.")),
  summary: z.object({
    errors: z.number(),
    warnings: z.number(),
    infos: z.number(),
    brokenBudgets: z.number(),
    failOn: z.enum(["error", "warning", "info", "never"]),
    isFailed: z.boolean(),
  }),
});

export type CheckReport = z.infer<typeof checkReport>;
export type ModelCheck = CheckReport["models"][number];
export type BudgetCheck = ModelCheck["budgets"][number];
export type ModelChange = NonNullable<ModelCheck["change"]>;

export function checkReportJsonSchema(): unknown {
  return z.toJSONSchema(checkReport, { target: "draft-2020-12" });
}

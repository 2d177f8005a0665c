import { z } from "zod/mini";
import { deviceReports, diagnosticReport } from "./deployment-report.ts";
import { location, place } from "./report-places.ts";

/**
 * The JSON that `edgewise inspect --json` prints and other tools read: stable within one schemaVersion. Unknown is
 * absent, never 0. Byte counts are bytes; counts of elements and of multiply-adds are plain numbers.
 */

const describe = (text: string) => z.meta({ description: text });

const count = (text: string) => z.number().check(z.nonnegative(), describe(text));
const optionalCount = (text: string) => z.optional(count(text));

const valueFields = {
  name: z.string(),
  shape: z
    .optional(z.array(z.union([z.number(), z.string()])))
    .check(
      describe(
        "Outermost first; a string is a symbol or an expression over symbols. Absent: rank not known.",
      ),
    ),
  dtype: z
    .optional(z.string())
    .check(describe("float32, int8, … ; `sequence of …` for values that are no tensors.")),
};
const value = z.object(valueFields);

const node = z.object({
  name: z.string().check(describe("Unique in the report: the node's name, else its first output.")),
  operator: z.string().check(describe("As ONNX names it; with its domain when that is not ai.onnx.")),
  scope: z.string().check(describe("Module path, or the node whose body this node is in; may be empty.")),
  location,
  modulePath: z
    .optional(z.string())
    .check(describe("Of traced source: path of the module that ran it; empty for the model itself.")),
  definition: z.optional(place).check(describe("Of traced source: where that module was made.")),
  calls: z
    .optional(z.array(place))
    .check(describe("Of traced source: the calls that led to it, outermost first; `location` is the last.")),
  inputs: z.array(value),
  outputs: z.array(value),
  parameters: optionalCount(
    "Learnable values this node uses. Shared ones show at each node, but once in the total.",
  ),
  multiplyAdds: optionalCount("Over all executions of the node in one inference."),
  memoryAccess: optionalCount("Elements read and written."),
  memoryAccessBytes: optionalCount("Bytes read and written, in the types as stored."),
  memoryUsageBytes: optionalCount("Weights and outputs."),
  arithmeticIntensity: optionalCount("Multiply-adds per byte moved."),
  folded: z
    .optional(z.boolean())
    .check(describe("True when it is computed once, before the first inference.")),
  executions: z.optional(z.number()).check(describe("Times it runs in one inference, where that is not 1.")),
});

const problem = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  location,
});

const uncounted = z.object({ node: z.string(), operator: z.string(), reason: z.string() });

const note = z.object({
  kind: z
    .string()
    .check(describe("assumed-input, unknown-value, data-dependent, stubbed-import, unsupported, limit, …")),
  level: z.enum(["error", "warning", "info"]).check(describe("error: numbers may be wrong.")),
  message: z.string(),
  location: z.optional(place),
  count: z.number().check(describe("How often it came up.")),
});

export const inspectReport = z.object({
  schemaVersion: z.literal(1),
  model: z.object({
    name: z.string(),
    format: z.string(),
    path: z.string(),
    opsets: z.optional(z.record(z.string(), z.number())),
    producer: z.optional(z.string()),
    class: z.optional(z.string()).check(describe("Of traced source: the model's class.")),
    call: z.optional(z.string()).check(describe("Of traced source: the expression that made the model.")),
    inputs: z
      .optional(
        z.array(
          z.object({
            ...valueFields,
            source: z
              .string()
              .check(
                describe(
                  "Who said so: comment, setting, argument, randn, script, default_cfg; `probe` was found by trying.",
                ),
              ),
          }),
        ),
      )
      .check(describe("Of traced source: what the model was run with.")),
  }),
  bindings: z
    .record(z.string(), z.number())
    .check(describe("Sizes in use for symbolic dimensions; a batch that nobody bound is 1.")),
  totals: z.object({
    parameters: count("Shared tensors counted once."),
    multiplyAdds: optionalCount(
      "torchvision's convention: norms, activations, pooling, bias and elementwise are 0.",
    ),
    memoryAccess: optionalCount("Elements, as written: every operator reads and writes memory once."),
    memoryAccessBytes: optionalCount("Bytes, as written."),
    memoryUsageBytes: optionalCount("weightBytes + peakActivationBytes."),
    peakActivationBytes: optionalCount("Largest set of activations alive at once, in execution order."),
    weightBytes: count("Stored tensors in use, in their stored types."),
    weightBytesByType: z.record(z.string(), z.number()),
    formulas: z
      .optional(z.record(z.string(), z.string()))
      .check(describe("Totals that depend on unbound symbols, as expressions over them.")),
    lowerBounds: z.optional(z.array(z.string())).check(describe("Totals from which some nodes are missing.")),
  }),
  peak: z
    .optional(
      z.object({
        node: z.optional(z.string()),
        tensors: z.array(z.object({ name: z.string(), bytes: z.number() })),
      }),
    )
    .check(describe("When most activation memory is in use, and what is alive then, largest first.")),
  coverage: z.object({
    nodes: z.number(),
    counted: z.number(),
    uncounted: z.array(uncounted),
    notes: z
      .optional(z.array(note))
      .check(describe("Of traced source: what was assumed or could not be known, and where.")),
  }),
  nodes: z.array(node),
  problems: z.array(problem),
  devices: z.optional(deviceReports),
  diagnostics: z
    .optional(z.array(diagnosticReport))
    .check(describe("What was found, the gravest first; with `--device`.")),
});

export type InspectReport = z.infer<typeof inspectReport>;
export type InspectPlace = z.infer<typeof place>;
export type InspectNode = InspectReport["nodes"][number];

/** JSON Schema of the report, from the same source as its type. */
export function inspectReportJsonSchema(): unknown {
  return z.toJSONSchema(inspectReport, { target: "draft-2020-12" });
}

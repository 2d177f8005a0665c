import { z } from "zod/mini";

/**
 * The JSON that `edgewise inspect --json` prints for a file of weights: stable within one schemaVersion. Unknown is absent,
 * never 0.
 */

const describe = (text: string) => z.meta({ description: text });

const count = (text: string) => z.number().check(z.nonnegative(), describe(text));
const optionalCount = (text: string) => z.optional(count(text));
const byType = z.record(z.string(), z.number()).check(describe("Bytes by element type."));

const tensor = z.object({
  name: z.string().check(describe("As a state dict has it.")),
  dtype: z
    .optional(z.string())
    .check(describe("float32, int8, …; absent when the file's type is not known.")),
  shape: z.array(z.number()),
  elements: optionalCount("Absent beyond 2^53."),
  bytes: count("Bytes of the file that hold it."),
  role: z.enum(["parameter", "buffer"]),
  isShared: z.optional(z.boolean()).check(describe("True when an earlier tensor lies in the same bytes.")),
  stride: z.optional(z.array(z.number())).check(describe("In elements; only where it is not row-major.")),
  storage: z
    .object({ container: z.string(), offset: z.number(), length: z.number() })
    .check(describe("Entry of the archive or file of several (empty: the file itself), and bytes in it.")),
});

export interface CheckpointBranch {
  name: string;
  tensors: number;
  parameters?: number | undefined;
  bytes: number;
  bytesByType: Record<string, number>;
  children: CheckpointBranch[];
}

const branch: z.ZodMiniType<CheckpointBranch> = z.lazy(() =>
  z.object({
    name: z.string().check(describe("The part of the tensors' names after those of the branches above.")),
    tensors: count("Tensors under it."),
    parameters: optionalCount("Elements of what is learned."),
    bytes: count("Shared bytes once."),
    bytesByType: byType,
    children: z.array(branch),
  }),
);

const shape = z.array(z.number());
const group = z.object({
  name: z.string().check(describe("A module of which nothing is there, or one tensor.")),
  tensors: count("Tensors of that name or below it."),
});

const match = z.object({
  model: z.object({
    name: z.string(),
    path: z.string(),
    call: z.optional(z.string()).check(describe("The expression that made it.")),
    tensors: count("Of its state dict."),
  }),
  stripped: z
    .optional(z.object({ side: z.enum(["checkpoint", "model"]), prefix: z.string() }))
    .check(
      describe(
        "What the names of one side begin with beyond those of the other; names below are without it.",
      ),
    ),
  matched: count("Tensors of the same name and shape."),
  missing: z.array(group).check(describe("The model has them and the file does not.")),
  unexpected: z.array(group).check(describe("The file has them and the model does not.")),
  mismatched: z
    .array(z.object({ name: z.string(), expected: shape, found: shape }))
    .check(describe("Both have them: the model with the shape expected, the file with the shape found.")),
});

export const checkpointReport = z.object({
  schemaVersion: z.literal(1),
  model: z.object({ name: z.string(), format: z.string(), path: z.string() }),
  totals: z.object({
    tensors: count("The model's; those of an optimizer are in `others`."),
    parameters: optionalCount(
      "Elements of what is learned, shared tensors once. Running statistics are not learned.",
    ),
    weightBytes: count("Shared bytes once."),
    weightBytesByType: byType,
  }),
  tensors: z.array(tensor),
  tree: branch,
  others: z
    .array(z.object({ path: z.string(), tensors: z.number(), bytes: z.number() }))
    .check(describe("What else the file keeps tensors for.")),
  metadata: z.record(z.string(), z.string()),
  imports: z
    .array(
      z.object({
        module: z.string(),
        name: z.string(),
        calls: z.number().check(describe("How often loading the file would call it. Nothing was run here.")),
        isAllowed: z.boolean().check(describe("torch.load takes it with weights_only=True.")),
      }),
    )
    .check(describe("What loading the file would import.")),
  match: z
    .optional(match)
    .check(describe("The weights beside the model in Python source that --model names.")),
  problems: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(["error", "warning", "info"]),
      message: z.string(),
      location: z.object({ file: z.optional(z.string()), offset: z.optional(z.number()) }),
    }),
  ),
});

export type CheckpointReport = z.infer<typeof checkpointReport>;

/** JSON Schema of the report, from the same source as its type. */
export function checkpointReportJsonSchema(): unknown {
  return z.toJSONSchema(checkpointReport, { target: "draft-2020-12" });
}

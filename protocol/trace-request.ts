import { z } from "zod/mini";

/**
 * What the sandbox is asked to run, as `edgewise_tracer.driver.run` takes it: the file, what to make of it, and with
 * which inputs. Paths are absolute. Python expressions are evaluated inside the sandbox, in the file's namespace.
 */

const shape = z.array(z.number().check(z.int(), z.nonnegative()));

const tracedInput = z.object({
  /** The parameter of `forward`; without it the inputs are taken in order. */
  name: z.optional(z.string()),
  shape,
  /** float32 when left out. */
  dtype: z.optional(z.string()),
});

export const traceRequest = z.object({
  version: z.literal(1),
  file: z.string(),
  /** Folders of the user's own code. */
  roots: z.array(z.string()),
  /** Folders of packages: site-packages, or what the user names. */
  searchPath: z.array(z.string()),
  /** The class to make, by its name. */
  class: z.optional(z.string()),
  /** An expression that gives the model: `build_model('tiny')`. */
  call: z.optional(z.string()),
  /** Arguments for the class: `num_classes=10`. */
  args: z.optional(z.string()),
  input: z.optional(z.array(tracedInput)),
  /** An expression that gives the tuple of forward's arguments: `(torch.randn(1, 3, 224, 224),)`. */
  inputs: z.optional(z.string()),
  settings: z.optional(z.record(z.string(), z.unknown())),
  limits: z.object({
    ops: z.number().check(z.int(), z.positive()),
    seconds: z.number().check(z.positive()),
    /** Once a model was traced, others are only begun before so many seconds are over. */
    others: z.optional(z.number().check(z.nonnegative())),
  }),
  /** Classes and functions to begin with: there may be no time for others. */
  first: z.optional(z.array(z.string())),
  /** Only what could be traced, without a run of it. */
  list: z.optional(z.boolean()),
});

export type TraceRequest = z.infer<typeof traceRequest>;
export type TraceRequestInput = z.infer<typeof tracedInput>;

/** Far above what models need, far below what a person waits for. */
export const traceLimits: TraceRequest["limits"] = { ops: 200_000, seconds: 10 };

/** For the command line, where nobody types meanwhile: transformers and diffusers take ten seconds to import. */
export const patientTraceLimits: TraceRequest["limits"] = { ...traceLimits, seconds: 60 };

import { z } from "zod/mini";
import { type Device } from "../core/devices/contract/device.ts";
import { runtimeNames, type RuntimeId } from "../core/devices/contract/runtime.ts";

/** The shape of a device as JSON: what a user's device file is checked against, and the schema that editors complete by. */

const describe = (text: string) => z.meta({ description: text });
const text = (about: string) => z.exactOptional(z.string().check(describe(about)));
const positive = (about: string) => z.exactOptional(z.number().check(z.gt(0), describe(about)));

const precision = z.enum(["fp32", "tf32", "fp16", "bf16", "int16", "int8", "int4"]);
const unitName = z.enum(["cpu", "gpu", "npu"]);
const runtimeId = z.enum(Object.keys(runtimeNames) as [RuntimeId, ...RuntimeId[]]);

const sourceSchema = z
  .strictObject({
    status: z
      .enum(["cited", "survey", "derived", "unverified"])
      .check(describe("cited: a text says so; derived: computed; unverified: nobody has confirmed it.")),
    text: z.string().check(describe("A document in words or as a link, or the formula.")),
  })
  .check(describe("Where a value is from. In a device file a text alone is short for a cited source."));

const rate = z.exactOptional(
  z.strictObject({
    operationsPerSecond: z.number().check(z.gt(0), describe("Dense; 1 multiply-add = 2 operations.")),
    sparseOperationsPerSecond: positive("With 2:4 structured sparsity."),
  }),
);

const unit = (about: string) =>
  z.exactOptional(
    z
      .strictObject({
        name: z.string().check(describe("128-core Maxwell, 4x Cortex-A57.")),
        cores: positive("CPU cores, CUDA cores, NPU cores or DSP slices."),
        clockHz: positive("Of the fastest core."),
        computeCapability: text("CUDA compute capability, 5.3 for example."),
        peak: z
          .strictObject({
            fp32: rate,
            tf32: rate,
            fp16: rate,
            bf16: rate,
            int16: rate,
            int8: rate,
            int4: rate,
          })
          .check(describe("The highest rate by precision, all cores together.")),
        note: text("What a reader should know."),
      })
      .check(describe(about)),
  );

const memory = z
  .strictObject({
    bytes: positive("Of the usual variant."),
    variantsBytes: z.exactOptional(z.array(z.number().check(z.gt(0)))),
    usableBytes: positive("What the operating system reports."),
    bandwidthBytesPerSecond: positive("Peak of the external memory."),
    isSharedWithCpu: z.exactOptional(z.boolean().check(describe("CPU and accelerator use the same memory."))),
    onChipBytes: positive("SRAM of the accelerator."),
    weightCacheBytes: positive("Of onChipBytes, what can hold weights between inferences."),
    note: text("What a reader should know."),
  })
  .check(describe("Memory of the device."));

const share = (about: string) => z.exactOptional(z.number().check(z.gt(0), z.lte(1), describe(about)));

const power = z.exactOptional(
  z
    .strictObject({
      of: z.exactOptional(
        z.enum(["accelerator", "supply"]).check(describe("Where not of the whole device.")),
      ),
      typicalWatts: positive("While it runs networks."),
      maximumWatts: positive("The most it draws, or its supply gives."),
      modes: z.exactOptional(
        z.array(
          z.strictObject({
            name: z.string(),
            watts: positive("Budget of the mode."),
            gpuShareOfPeak: share("Share of gpu.peak in this mode."),
            npuShareOfPeak: share("Share of npu.peak in this mode."),
          }),
        ),
      ),
      note: text("What a reader should know."),
    })
    .check(describe("Power in watts; modes with the fastest first.")),
);

const links = z.exactOptional(
  z
    .array(
      z.strictObject({
        name: z.string(),
        bytesPerSecond: positive("Measured while weights stream; not the nominal rate."),
        note: text("What a reader should know."),
      }),
    )
    .check(describe("How weights and inputs reach the accelerator; the usual one first.")),
);

const runtime = z.strictObject({
  id: runtimeId,
  unit: unitName.check(describe("What it computes with.")),
  precisions: z.array(precision).check(describe("Those that make sense, the fastest last.")),
  fallback: z.exactOptional(unitName.check(describe("Where nodes go that the unit cannot do."))),
});

const endOfLife = z.strictObject({
  of: z.enum(["board", "runtime", "operating-system"]),
  runtime: z.exactOptional(runtimeId),
  unit: z.exactOptional(unitName),
  name: z.string(),
  lastVersion: text("The last version that works with the device."),
  since: text("Since which version or date it is over."),
  source: sourceSchema,
});

const paperRow = z.exactOptional(
  z.strictObject({
    table: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
    cells: z.strictObject({
      Company: z.string(),
      Device: z.string(),
      "Computing power": z.string(),
      "Power Consumption": z.string(),
      CPU: z.string(),
      GPU: z.string(),
      "AI accelerator": z.string(),
      RAM: z.string(),
      "Supported DL frameworks": z.string(),
    }),
  }),
);

const correction = z.strictObject({
  field: z.string(),
  sections: text("Sections of the survey."),
  paperValue: z.string(),
  verifiedValue: z.string(),
  confidence: z.enum(["low", "medium", "high"]),
  source: sourceSchema,
});

const measurement = z.strictObject({
  what: z.string(),
  unit: z.string(),
  minimum: z.exactOptional(z.number()),
  median: z.number(),
  maximum: z.exactOptional(z.number()),
  count: positive("Measurements behind the median."),
  source: sourceSchema,
});

export const deviceSchema = z.strictObject({
  id: z
    .string()
    .check(
      z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      describe("Lower-case words joined by hyphens; its name everywhere."),
    ),
  name: z.string().check(z.minLength(1), describe("As shown.")),
  vendor: z.string(),
  kind: z
    .enum(["soc", "accelerator", "fpga", "mcu"])
    .check(describe("soc: has a CPU of its own; accelerator: needs a host; mcu: no Linux.")),
  composedOf: z.exactOptional(z.array(z.string())),
  basedOn: text("Id of the catalogue's device that it changes."),
  cpu: unit("The CPU."),
  gpu: unit("The GPU."),
  npu: unit("The accelerator: TPU, VPU, DPU, DLA, FPGA logic."),
  marketed: z.exactOptional(
    z.array(z.strictObject({ operationsPerSecond: z.number().check(z.gt(0)), counts: z.string() })),
  ),
  memory,
  power,
  isHostRequired: z.boolean().check(describe("True for what only works plugged into another computer.")),
  links,
  runtimes: z.array(runtime).check(describe("The ways to run a network on it.")),
  defaultRuntime: z.exactOptional(
    z
      .strictObject({ runtime: runtimeId, unit: unitName, precision })
      .check(describe("What is taken when none is chosen; one of runtimes.")),
  ),
  formats: z.array(z.string()).check(describe("Model files that its runtimes take.")),
  precisionsAccelerated: z
    .array(precision)
    .check(describe("Precisions that its hardware computes faster than float32.")),
  operatingSystem: text("JetPack 4.x (Ubuntu 18.04), for example."),
  lifecycle: z.array(endOfLife).check(describe("What of it has ended.")),
  paperRow,
  corrections: z.array(correction),
  measured: z.array(measurement),
  notes: z.array(z.string()),
  references: z.array(z.string()).check(describe("What was read about the device as a whole.")),
  sources: z
    .record(z.string(), sourceSchema)
    .check(describe('By field path, "memory.bandwidthBytesPerSecond" or "gpu.peak"; "" is for the rest.')),
});

type DeviceJson = z.infer<typeof deviceSchema>;
type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** The schema and the type are the same: neither can gain a field, or lose one, without the other. */
export const asDevice = (json: DeviceJson): Device => json;
const _asJson = (device: Device): DeepReadonly<DeviceJson> => device;

type JsonSchema = { [key: string]: unknown; properties?: Record<string, JsonSchema>; required?: string[] };

/** The JSON Schema of a device file: with `extends`, which leaves everything but the id to the other device. */
export function deviceFileJsonSchema(catalogueIds: readonly string[]): unknown {
  const schema = z.toJSONSchema(deviceSchema, { target: "draft-2020-12" }) as JsonSchema;
  const properties = partial(schema).properties ?? {};
  const shortSource = (it: JsonSchema) => ({ anyOf: [{ type: "string" }, it] });
  const { additionalProperties, ...sources } = properties["sources"] ?? {};
  delete properties["basedOn"];
  return {
    ...schema,
    title: "A device of Edgewise",
    properties: {
      $schema: { type: "string" },
      extends: {
        description: "Id of the device that this one is like; what is stated here takes its place.",
        anyOf: [{ enum: catalogueIds }, { type: "string" }],
      },
      ...properties,
      sources: { ...sources, additionalProperties: shortSource(additionalProperties as JsonSchema) },
    },
    required: ["id"],
    anyOf: [{ required: ["extends"] }, { required: [...requiredAlone] }],
  };
}

/** What a device file must state that extends no other device. */
export const requiredAlone = ["name", "vendor", "kind", "memory", "runtimes"] as const;

/** Without `required`, for an object may leave a field to the device it extends; a list is taken as it is. */
function partial(schema: JsonSchema): JsonSchema {
  delete schema.required;
  for (const it of Object.values(schema.properties ?? {})) if (it.properties) partial(it);
  return schema;
}

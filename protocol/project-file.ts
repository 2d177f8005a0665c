/** The shape of `edgewise.json`: which models are checked, for which devices, within which budgets. */
import { z } from "zod/mini";
import { runtimeNames, type RuntimeId } from "../core/devices/contract/runtime.ts";

const describe = (text: string) => z.meta({ description: text });
const text = (about: string) => z.exactOptional(z.string().check(z.minLength(1), describe(about)));
const positive = (about: string) => z.exactOptional(z.number().check(z.gt(0), describe(about)));

const budgets = (about: string) =>
  z.exactOptional(
    z
      .strictObject({
        latencyMs: positive("Milliseconds for one inference."),
        energyMj: positive("Millijoules for one inference."),
        sizeBytes: positive("Bytes of all weights as stored."),
        peakMemoryBytes: positive("Bytes of weights and activations on the device."),
      })
      .check(describe(about)),
  );

const deviceIdText = "The id of a device: of the catalogue, or of a file in .edgewise/devices.";

const target = z.union([
  z.string().check(describe(deviceIdText)),
  z.strictObject({
    id: z.string().check(describe(deviceIdText)),
    runtime: z.exactOptional(
      z
        .enum(Object.keys(runtimeNames) as [RuntimeId, ...RuntimeId[]])
        .check(describe("What executes the model there. Left out: the device's usual one.")),
    ),
    precision: z.exactOptional(
      z
        .enum(["fp32", "tf32", "fp16", "bf16", "int16", "int8", "int4"])
        .check(describe("Left out: the device's usual one for that runtime.")),
    ),
    runtimeVersion: text("Version of the runtime on the device: 8.2 for TensorRT 8.2."),
    budgets: budgets("Budgets that hold on this device, before those of the model and of the project."),
  }),
]);

const model = z.union([
  z.string().check(describe("A model file, from the folder of edgewise.json.")),
  z.strictObject({
    path: z.string().check(z.minLength(1), describe("A model file, from the folder of edgewise.json.")),
    class: text("Of Python source: the class to make the model of."),
    args: text("Of Python source: arguments for the class."),
    call: text("Of Python source: an expression that gives the model."),
    input: z.exactOptional(
      z.array(z.string()).check(describe("Shapes of the inputs: 1x3x224x224, or x=1x3x224x224 for ONNX.")),
    ),
    inputs: text("Of Python source: an expression that gives forward's arguments."),
    searchPath: z.exactOptional(
      z.array(z.string()).check(describe("Of Python source: folders with packages.")),
    ),
    bind: z.exactOptional(
      z.record(z.string(), z.int().check(z.nonnegative())).check(describe("Sizes for symbolic dimensions.")),
    ),
    budgets: budgets("Budgets of this model, before those of the project."),
  }),
]);

const level = z.enum(["error", "warning", "info", "off"]);

export const projectFile = z.strictObject({
  $schema: z.exactOptional(z.string()),
  models: z.exactOptional(z.array(model).check(describe("What `edgewise check` looks at."))),
  devices: z.exactOptional(z.array(target).check(describe("What the models are to run on."))),
  budgets: budgets("What every model has to keep, on every device."),
  rules: z.exactOptional(
    z.record(z.string(), level).check(describe("Severity by rule; off leaves a rule out.")),
  ),
});

export type ProjectFile = z.infer<typeof projectFile>;
export type ProjectModel = Exclude<NonNullable<ProjectFile["models"]>[number], string>;
export type ProjectTarget = Exclude<NonNullable<ProjectFile["devices"]>[number], string>;

/** For editors: completion and checks in edgewise.json. */
export function projectFileJsonSchema(deviceIds: readonly string[], ruleIds: readonly string[]): unknown {
  const { properties, ...schema } = z.toJSONSchema(projectFile, { target: "draft-2020-12" }) as {
    properties: Record<string, object>;
  };
  const rule = { enum: ["error", "warning", "info", "off"] };
  const rules = {
    ...properties["rules"],
    properties: Object.fromEntries(ruleIds.map((it) => [it, rule])),
  };
  // The ids of the catalogue complete; those of the user's own files, and short ones, are right too.
  const device = { description: deviceIdText, anyOf: [{ enum: [...deviceIds] }, { type: "string" }] };
  const [, withChoices] = (properties["devices"] as { items: { anyOf: [object, JsonObject] } }).items.anyOf;
  const full = { ...withChoices, properties: { ...withChoices.properties, id: device } };
  const devices = { ...properties["devices"], items: { anyOf: [device, full] } };
  return { ...schema, title: "A project of Edgewise", properties: { ...properties, rules, devices } };
}

type JsonObject = { readonly properties: object };

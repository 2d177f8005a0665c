import { expect, test } from "vitest";
import { paperColumns } from "../core/devices/contract/device.ts";
import { precisions, runtimeNames } from "../core/devices/contract/runtime.ts";
import { sourceStatuses } from "../core/devices/contract/source.ts";
import { deviceFileJsonSchema, deviceSchema } from "./device-schema.ts";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly description?: string;
  readonly additionalProperties?: boolean | Schema;
}

const schema = deviceFileJsonSchema(["jetson-nano", "coral-usb"]) as Schema;

/** The schema of the value at a path of keys; `*` steps into a list. */
function at(...path: readonly string[]): Schema {
  return path.reduce<Schema>((it, key) => (key === "*" ? it.items : it.properties?.[key]) ?? {}, schema);
}

test("editors complete ids, runtimes, precisions and statuses", () => {
  expect(at("extends").anyOf?.[0]?.enum).toEqual(["jetson-nano", "coral-usb"]);
  expect(at("runtimes", "*", "id").enum).toEqual(Object.keys(runtimeNames));
  expect(Object.keys(at("gpu", "peak").properties ?? {})).toEqual(precisions);
  expect(at("runtimes", "*", "precisions", "*").enum).toEqual(precisions);
  expect(Object.keys(at("paperRow", "cells").properties ?? {})).toEqual(paperColumns);
  const { additionalProperties: source } = at("sources");
  expect(typeof source === "object" && source.anyOf?.[1]?.properties?.["status"]?.enum).toEqual(
    sourceStatuses,
  );
});

test("a device that extends another may leave out any field of an object, but no field of an entry of a list", () => {
  expect(schema.required).toEqual(["id"]);
  expect(schema.anyOf?.map((it) => it.required)).toEqual([
    ["extends"],
    ["name", "vendor", "kind", "memory", "runtimes"],
  ]);
  expect(at("gpu").required).toBeUndefined();
  expect(at("gpu", "peak", "fp16").required).toBeUndefined();
  expect(at("runtimes", "*").required).toEqual(["id", "unit", "precisions"]);
});

test("misspelt fields are marked, and the fields that people write are explained", () => {
  expect(schema.additionalProperties).toBe(false);
  expect(at("memory").additionalProperties).toBe(false);
  for (const it of ["id", "name", "kind", "cpu", "gpu", "npu", "memory", "runtimes", "sources"]) {
    expect(at(it).description, it).toMatch(/\S\.$/);
  }
  expect(at("basedOn")).toEqual({});
});

test("the schema takes no device with a number as text", () => {
  expect(deviceSchema.safeParse({ id: "a", memory: { bytes: "1" } }).success).toBe(false);
});

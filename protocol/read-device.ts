/** Reads a user's device: JSON text or a setting's value in, a whole device and its problems out. It must not throw. */
import type { z } from "zod/mini";
import { checkDevice } from "../core/devices/contract/check-device.ts";
import { type Device } from "../core/devices/contract/device.ts";
import { numberPaths } from "../core/devices/contract/source-of.ts";
import { type Source } from "../core/devices/contract/source.ts";
import { type Parsed, type Problem } from "../core/graph/problem.ts";
import { asDevice, deviceSchema, requiredAlone } from "./device-schema.ts";
import { type JsonRange, parsePlacedJson, placeKey } from "./json-places.ts";
import { issueText } from "./schema-words.ts";

type Path = readonly (string | number)[];
type Json = Readonly<Record<string, unknown>>;
type Report = (severity: "error" | "warning", path: Path, message: string) => void;

const longestText = 1_000_000;

/** `known` are the devices that `extends` can name. The value is absent when an error is among the problems. */
export function readDevice(text: string, known: readonly Device[]): Parsed<Device | undefined> {
  if (text.length > longestText) {
    const message = `A device file has at most ${longestText} characters, this one has ${text.length}.`;
    return { value: undefined, problems: [{ code: "limit", severity: "error", message }] };
  }
  const { value, values, keys, faults } = parsePlacedJson(text);
  const problems = faults.map(({ message, range }) =>
    problem(value === undefined ? "error" : "warning", message, range),
  );
  if (value === undefined) return { value: undefined, problems };
  const device = build(value, known, (severity, path, message) =>
    problems.push(
      problem(severity, message, placeOf(path, severity === "warning" ? [keys, values] : [values])),
    ),
  );
  return { value: device, problems };
}

/** The same for a value that has no text, as from a setting: the message begins with the path instead of a place. */
export function readDeviceValue(value: unknown, known: readonly Device[]): Parsed<Device | undefined> {
  const problems: Problem[] = [];
  const device = build(value, known, (severity, path, message) =>
    problems.push(problem(severity, path.length === 0 ? message : `${path.join(".")}: ${message}`)),
  );
  return { value: device, problems };
}

function problem(severity: "error" | "warning", message: string, range?: JsonRange): Problem {
  return { code: "malformed", severity, message, ...range };
}

/** Of the value, or of the nearest thing around it that the file has. */
function placeOf(path: Path, maps: readonly ReadonlyMap<string, JsonRange>[]): JsonRange | undefined {
  for (let length = path.length; length >= 0; length--) {
    const key = placeKey(path.slice(0, length));
    for (const map of maps) if (map.has(key)) return map.get(key);
  }
  return undefined;
}

function build(value: unknown, known: readonly Device[], report: Report): Device | undefined {
  if (!isObject(value)) {
    report("error", [], "A device is a JSON object.");
    return undefined;
  }
  const { $schema: _, extends: baseId, ...stated } = value;
  const base = baseId === undefined ? undefined : known.find((it) => it.id === baseId);
  if (baseId !== undefined && !base) {
    report("error", ["extends"], `There is no device ${JSON.stringify(baseId)} to extend.`);
    return undefined;
  }
  const missing = base ? [] : requiredAlone.filter((it) => stated[it] === undefined);
  if (missing.length > 0) {
    report("error", [], `A device that extends no other states ${missing.join(", ")} too.`);
    return undefined;
  }
  const full = withFullSources(stated) as Json;
  const device = checked(completed(full, base), report);
  if (!device) return undefined;
  const sourced = { ...device, sources: { ...device.sources, ...ownSources(full, device, base) } };
  for (const it of checkDevice(sourced)) report("warning", it.path, it.message);
  return sourced;
}

/** The stated fields over those of the base, or over what follows from the others. */
function completed(stated: Json, base: Device | undefined): unknown {
  // The survey's row and what is wrong in it are about the other device.
  const { paperRow: _row, corrections: _corrections, ...rest } = base ?? {};
  const lists = {
    formats: [],
    precisionsAccelerated: [],
    lifecycle: [],
    measured: [],
    notes: [],
    references: [],
  };
  const alone = { isHostRequired: stated["kind"] === "accelerator", ...lists, sources: {} };
  const under = { ...(base ? { ...rest, basedOn: base.basedOn ?? base.id } : alone), corrections: [] };
  return merge(under, stated);
}

/** A number that the file states is not vouched for by the source that the base gives for its own. */
function ownSources(stated: Json, device: Device, base: Device | undefined): Device["sources"] {
  const none = { status: "unverified", text: "stated in the device file, without a source" } as const;
  const given = Object.keys(isObject(stated["sources"]) ? stated["sources"] : {});
  const rest = given.includes("") ? (device.sources[""] ?? none) : none;
  const sources: Record<string, Source> = base
    ? { ...(base.sources[""] && { "": base.sources[""] }) }
    : { "": rest };
  const real = new Set(numberPaths(device));
  for (const path of numberPaths(stated as unknown as Device).filter((it) => real.has(it))) {
    const near = given.filter((it) => it !== "" && (path === it || path.startsWith(`${it}.`)));
    const nearest = near.sort((a, b) => b.length - a.length)[0];
    sources[path] = (nearest === undefined ? undefined : device.sources[nearest]) ?? rest;
  }
  return sources;
}

/** Objects field by field; a list or a single value takes the place of the other. */
function merge(under: unknown, over: unknown): unknown {
  if (!isObject(under) || !isObject(over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  const pick = (it: string) => (!Object.hasOwn(over, it) ? under[it] : own(under, it, over[it]));
  return Object.fromEntries([...keys].map((it) => [it, pick(it)]));
}

const own = (under: Json, key: string, over: unknown): unknown =>
  Object.hasOwn(under, key) ? merge(under[key], over) : over;

function checked(value: unknown, report: Report): Device | undefined {
  const result = deviceSchema.safeParse(value);
  if (result.success) return asDevice(result.data);
  const unknown = result.error.issues.filter((it) => it.code === "unrecognized_keys");
  for (const it of unknown) {
    for (const key of it.keys)
      report("warning", [...(it.path as Path), key], `There is no field "${key}" here.`);
  }
  if (unknown.length === result.error.issues.length) return checked(unknown.reduce(without, value), report);
  for (const it of result.error.issues) {
    if (it.code !== "unrecognized_keys") report("error", it.path as Path, issueText(it));
  }
  return undefined;
}

/** A copy without the keys that the schema does not know. */
function without(value: unknown, issue: z.core.$ZodIssueUnrecognizedKeys): unknown {
  const drop = (it: unknown, path: readonly PropertyKey[]): unknown => {
    const [key, ...rest] = path;
    if (Array.isArray(it)) return it.map((item: unknown, i) => (i === key ? drop(item, rest) : item));
    if (!isObject(it)) return it;
    const entries = Object.entries(it);
    if (key === undefined) return Object.fromEntries(entries.filter(([name]) => !issue.keys.includes(name)));
    return Object.fromEntries(entries.map(([name, item]) => [name, name === key ? drop(item, rest) : item]));
  };
  return drop(value, issue.path);
}

/** A text in place of a source is short for a cited one. */
function withFullSources(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) return value.map((it) => withFullSources(it));
  if (!isObject(value))
    return key === "source" && typeof value === "string" ? { status: "cited", text: value } : value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, it]) => [name, withFullSources(it, key === "sources" ? "source" : name)]),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

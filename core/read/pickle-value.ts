/** What a pickle holds, as data: names of what it would import and records of what it would call. It must not resolve any. */
import { type Span } from "../graph/model.ts";

/** `null` is None. Integers beyond 2^53 are bigints; floats are numbers. */
export type PickleValue = null | boolean | number | bigint | string | PickleObject;

export type PickleObject =
  | PickleBytes
  | PickleSequence<"tuple">
  | PickleSequence<"list">
  | PickleSequence<"set">
  | PickleDict
  | PickleGlobal
  | PickleCall
  | PicklePersistent;

/** Bytes, and texts too long to be names: where they lie in the pickle's source. */
export interface PickleBytes extends Span {
  readonly kind: "bytes";
  /** A short one as Latin-1 text: Python 2 wrote names so. */
  readonly text?: string;
}

export interface PickleSequence<K extends "tuple" | "list" | "set"> {
  readonly kind: K;
  readonly items: PickleValue[];
}

/** In the order of the file; of two entries with one key the last counts. */
export interface PickleDict {
  readonly kind: "dict";
  readonly entries: (readonly [key: PickleValue, value: PickleValue])[];
}

export interface PickleGlobal {
  readonly kind: "global";
  readonly module: string;
  readonly name: string;
  readonly offset: number;
}

/** What a call, or the making of an object, would give; with what is put into that afterwards. */
export interface PickleCall {
  readonly kind: "call";
  readonly how: "reduce" | "newobj" | "inst";
  readonly callee: PickleValue;
  readonly args: readonly PickleValue[];
  readonly offset: number;
  /** BUILD: the object's state. */
  state?: PickleValue;
  /** SETITEMS and APPENDS on it. */
  entries?: (readonly [key: PickleValue, value: PickleValue])[];
  items?: PickleValue[];
}

/** Something that is stored outside of the pickle: the storage of a tensor. */
export interface PicklePersistent {
  readonly kind: "persistent";
  readonly id: PickleValue;
}

export function isObject<K extends PickleObject["kind"]>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<PickleObject, { readonly kind: K }> {
  return typeof value === "object" && value !== null && value.kind === kind;
}

/** A text, also one that Python 2 wrote as bytes. */
export function textOf(value: PickleValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return isObject(value, "bytes") ? value.text : undefined;
}

/** `torch._utils._rebuild_tensor_v2`; undefined when the value is no name. */
export function globalName(value: PickleValue | undefined): string | undefined {
  return isObject(value, "global") ? `${value.module}.${value.name}` : undefined;
}

/** The entries of a dictionary or of an object that is one (OrderedDict), each key once. */
export function entriesOf(value: PickleValue | undefined): ReadonlyMap<PickleValue, PickleValue> | undefined {
  if (isObject(value, "dict")) return new Map(value.entries);
  if (!isObject(value, "call") || (!value.entries && !isDictionary(value))) return undefined;
  return new Map([...pairsOf(value.args[0]), ...(value.entries ?? [])]);
}

/** The value at a text key. */
export function entryOf(value: PickleValue | undefined, key: string): PickleValue | undefined {
  const pairs = isObject(value, "dict") || isObject(value, "call") ? (value.entries ?? []) : [];
  return pairs.findLast(([it]) => textOf(it) === key)?.[1];
}

export function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  if (isObject(value, "tuple") || isObject(value, "list") || isObject(value, "set")) return value.items;
  // torch.Size((2, 3)).
  if (isObject(value, "call") && globalName(value.callee) === "torch.Size") return itemsOf(value.args[0]);
  return isObject(value, "call") ? value.items : undefined;
}

const dictionaries = ["collections.OrderedDict", "collections.Counter", "collections.defaultdict"];

function isDictionary({ callee }: PickleCall): boolean {
  return dictionaries.includes(globalName(callee) ?? "");
}

/** OrderedDict([("a", 1), ("b", 2)]), as Python 2 wrote it. */
function pairsOf(value: PickleValue | undefined): readonly (readonly [PickleValue, PickleValue])[] {
  if (isObject(value, "dict")) return value.entries;
  return (itemsOf(value) ?? []).flatMap((it) => {
    const [key, item] = itemsOf(it) ?? [];
    return key === undefined || item === undefined ? [] : [[key, item] as const];
  });
}

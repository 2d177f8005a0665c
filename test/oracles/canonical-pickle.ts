/** A pickled value in the form in which pickles.py prints it, so that both can be compared as JSON. */
import { isObject, type PickleValue, textOf } from "../../core/read/pickle-value.ts";

export function canonicalPickle(value: PickleValue | undefined, open: readonly PickleValue[] = []): unknown {
  if (value === undefined) return "nothing";
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return ["str", value];
  if (typeof value === "bigint") return ["int", String(value)];
  // A float that is whole can't be told from an integer here, nor is there need to.
  if (typeof value === "number")
    return Number.isInteger(value) ? ["int", String(BigInt(value))] : ["float", String(value)];
  const depth = open.indexOf(value);
  if (depth >= 0) return ["cycle", depth];
  const inner = (it: PickleValue) => canonicalPickle(it, [...open, value]);
  if (isObject(value, "tuple") || isObject(value, "list")) return [value.kind, value.items.map(inner)];
  if (isObject(value, "set")) return ["set", sorted(value.items.map(inner))];
  if (isObject(value, "dict")) return ["dict", value.entries.map(([key, it]) => [inner(key), inner(it)])];
  if (isObject(value, "bytes")) return ["bytes", value.text ?? `${value.length} bytes`];
  if (isObject(value, "global")) return ["global", `${value.module} ${value.name}`];
  if (isObject(value, "persistent")) return ["persistent", inner(value.id)];
  const name = isObject(value.callee, "global") ? value.callee.name : "";
  const [first] = value.args;
  // Before protocol 3, bytes are made from Latin-1 text, and before protocol 4, sets from lists.
  if (name === "encode") return ["bytes", textOf(first) ?? ""];
  if (name === "bytes") return ["bytes", ""];
  if (name === "set" || name === "frozenset")
    return ["set", isObject(first, "list") ? sorted(first.items.map(inner)) : []];
  if (name === "OrderedDict")
    return ["ordered", (value.entries ?? []).map(([key, it]) => [inner(key), inner(it)])];
  // Protocols 0 and 1 make an object by copyreg._reconstructor(class, object, None), later ones by the class itself.
  const made = name === "_reconstructor" ? first : value.callee;
  const state = value.state === undefined ? null : inner(value.state);
  return ["object", isObject(made, "global") ? made.name : "?", state];
}

function sorted(items: readonly unknown[]): readonly unknown[] {
  return items.map((it) => JSON.stringify(it)).sort();
}

/** One call in an exported program, with its arguments by name. It must take nothing of the file for granted. */
import { type Attribute } from "../graph/model.ts";
import { asArray, asObject, at } from "./json-text.ts";

const longestList = 10_000;

/** The arguments of a node, under the names of torch's own schema. */
export class ExportedCall {
  private readonly args = new Map<string, unknown>();

  constructor(
    /** `conv2d`. */
    readonly op: string,
    /** `default`, `Tensor`, … */
    readonly overload: string,
    inputs: unknown,
  ) {
    for (const it of asArray(inputs) ?? []) {
      const name = at(it, "name");
      if (typeof name === "string") this.args.set(name, at(it, "arg"));
    }
  }

  has(name: string): boolean {
    const arg = this.args.get(name);
    return arg !== undefined && at(arg, "as_none") === undefined;
  }

  /** The name of a tensor's value; empty when it is none. */
  tensor(name: string): string {
    return tensorName(this.args.get(name)) ?? "";
  }

  isTensor(name: string): boolean {
    return tensorName(this.args.get(name)) !== undefined;
  }

  int(name: string, fallback: number): number {
    const value = at(this.args.get(name), "as_int");
    return typeof value === "number" ? value : fallback;
  }

  bool(name: string, fallback: boolean): boolean {
    const value = at(this.args.get(name), "as_bool");
    return typeof value === "boolean" ? value : fallback;
  }

  /** Also of a whole number: torch takes either. */
  float(name: string, fallback: number): number {
    const arg = this.args.get(name);
    const value = at(arg, "as_float") ?? at(arg, "as_int");
    return typeof value === "number" ? value : fallback;
  }

  string(name: string): string | undefined {
    const value = at(this.args.get(name), "as_string");
    return typeof value === "string" ? value : undefined;
  }

  /** One number stands for all `rank` of them. */
  ints(name: string, rank: number, fallback: number): readonly number[] {
    const values = asArray(at(this.args.get(name), "as_ints"))?.filter((it) => typeof it === "number") ?? [];
    const [only] = values;
    if (values.length === rank) return values;
    return Array.from({ length: rank }, () => only ?? this.int(name, fallback));
  }

  /** As they are; undefined when they are not all numbers. */
  list(name: string): readonly number[] | undefined {
    const values = asArray(at(this.args.get(name), "as_ints"));
    return values?.every((it) => typeof it === "number") ? values : undefined;
  }

  /** Every tensor among the arguments, in torch's order; an omitted one before others is empty. */
  tensors(): readonly string[] {
    const names = [...this.args.values()].flatMap((arg) => {
      const one = tensorName(arg);
      if (one !== undefined) return [one];
      if (at(arg, "as_none") !== undefined) return [""];
      const several = asArray(at(arg, "as_tensors")) ?? asArray(at(arg, "as_optional_tensors"));
      return (several ?? []).slice(0, longestList).map((it) => tensorName(it) ?? nameOf(it) ?? "");
    });
    while (names.at(-1) === "") names.pop();
    return names;
  }

  /** What is no tensor, as attributes: numbers, texts and lists of them. */
  attributes(): ReadonlyMap<string, Attribute> {
    const found = new Map<string, Attribute>();
    for (const [name, arg] of this.args) {
      const [kind, value] = Object.entries(asObject(arg) ?? {})[0] ?? [];
      const attribute = kind === undefined ? undefined : attributeOf(kind, value);
      if (attribute) found.set(name, attribute);
    }
    return found;
  }
}

/** `{"as_tensor": {"name": "x"}}`. */
export function tensorName(arg: unknown): string | undefined {
  return nameOf(at(arg, "as_tensor"));
}

function nameOf(value: unknown): string | undefined {
  const name = at(value, "name");
  return typeof name === "string" ? name : undefined;
}

function attributeOf(kind: string, value: unknown): Attribute | undefined {
  if (kind === "as_int" && isNumber(value)) return { kind: "int", value };
  if (kind === "as_float" && isNumber(value)) return { kind: "float", value };
  if (kind === "as_bool" && typeof value === "boolean") return { kind: "int", value: Number(value) };
  if (kind === "as_string" && typeof value === "string") return { kind: "string", value };
  const list = asArray(value);
  if (!list || list.length > longestList) return undefined;
  if ((kind === "as_ints" || kind === "as_floats") && list.every(isNumber))
    return { kind: kind === "as_ints" ? "ints" : "floats", value: list };
  if (kind === "as_bools" && list.every((it) => typeof it === "boolean"))
    return { kind: "ints", value: list.map(Number) };
  return undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

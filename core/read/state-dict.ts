/**
 * Finds the model's weights in what a checkpoint holds: a state dict, one inside a training checkpoint, or the tensors of
 * whole modules, with the names that `state_dict()` would give them. It must end on values that hold themselves.
 */
import {
  entriesOf,
  entryOf,
  globalName,
  isObject,
  itemsOf,
  type PickleValue,
  textOf,
} from "./pickle-value.ts";
import { type Outside, tensorView, type TensorView } from "./torch-tensor.ts";

export interface NamedView {
  readonly name: string;
  readonly view: TensorView;
  /** What a module says of it. */
  readonly role?: "parameter" | "buffer";
}

export interface StateDict {
  readonly tensors: readonly NamedView[];
  /** What is not the model's, by the key under which it lies. */
  readonly others: ReadonlyMap<string, readonly NamedView[]>;
  /** Texts and numbers beside them. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Not all was looked at: the values nest too deep, or there are too many. */
  readonly isPartial: boolean;
}

const deepest = 100;
const mostVisits = 2_000_000;
const mostTensors = 500_000;
const longestName = 4096;
const mostMetadata = 100;
const longestText = 500;

/** Where training programs keep the model, the most telling first. */
const modelKeys = [
  "state_dict",
  "model_state_dict",
  "model_state",
  "model",
  "module",
  "net",
  "network",
  "params_ema",
  "params",
  "weights",
  "ema",
  "model_ema",
  "ema_state_dict",
  "state_dict_ema",
  "generator",
];
const otherKeys =
  /optim|sched|scaler|^amp$|^rng|random_state|callbacks|^hyper_?param|^(epoch|step|iteration|loops|args|config|cfg|meta)$/i;

export function stateDict(value: PickleValue | undefined, outside: Outside): StateDict {
  const walk = new Walk(outside);
  const metadata = new Map<string, string>();
  const others = new Map<string, readonly NamedView[]>();
  let tensors: readonly NamedView[] | undefined;
  // {"model": {"state_dict": {…}}}: one layer after another, as long as the key says that the weights are there.
  for (let top = value, depth = 0; depth < deepest; depth++) {
    const parts = partsOf(top, walk);
    if (parts.length === 0) break;
    addMetadata(parts, metadata);
    const { model, aside } = sorted(parts, outside);
    // Everything is for training: then it is what there is to show.
    if (!model && aside.size > 0 && parts.every((it) => aside.has(it) || it.tensors.length === 0)) break;
    for (const it of aside) if (it.tensors.length > 0) others.set(it.key, it.tensors);
    tensors = model
      ? walk.collect(model.value, "")
      : parts.flatMap((it) => (aside.has(it) ? [] : it.tensors));
    if (!model) break;
    top = model.value;
  }
  tensors ??= walk.collect(value, "");
  return { tensors, others, metadata, isPartial: walk.isPartial };
}

interface Part {
  readonly key: string;
  readonly value: PickleValue;
  readonly tensors: readonly NamedView[];
}

function partsOf(value: PickleValue | undefined, walk: Walk): readonly Part[] {
  return [...(entriesOf(value) ?? [])].map(([it, part]) => {
    const key = textOf(it) ?? numberText(it) ?? "?";
    return { key, value: part, tensors: walk.collect(part, key, value) };
  });
}

/** Of the entries of a training checkpoint: which one is the model, and which ones are not. */
function sorted(parts: readonly Part[], outside: Outside): { model?: Part; aside: ReadonlySet<Part> } {
  // A state dict has tensors at its keys themselves; then "model" is just the name of a part of it.
  if (parts.some((it) => tensorView(it.value, outside) !== undefined)) return { aside: new Set() };
  for (const key of modelKeys) {
    const model = parts.find((it) => it.key === key && it.tensors.length > 0);
    if (model) return { model, aside: new Set(parts.filter((it) => it !== model)) };
  }
  return { aside: new Set(parts.filter((it) => otherKeys.test(it.key))) };
}

class Walk {
  isPartial = false;
  private visits = 0;
  private count = 0;

  constructor(private readonly outside: Outside) {}

  /** `inside` is what holds the value: met again in it, it is not looked at again. */
  collect(value: PickleValue | undefined, name: string, inside?: PickleValue): readonly NamedView[] {
    const into: NamedView[] = [];
    this.walk(value, name, { into, path: new Set(inside === undefined ? [] : [inside]) });
    return into;
  }

  private walk(value: PickleValue | undefined, name: string, at: Position): void {
    if (typeof value !== "object" || value === null || at.path.has(value)) return;
    if (++this.visits > mostVisits || this.count > mostTensors || at.path.size >= deepest) {
      this.isPartial = true;
      return;
    }
    const view = tensorView(value, this.outside);
    if (view) {
      this.count++;
      at.into.push({ name, view, ...(at.role && { role: at.role }) });
      return;
    }
    at.path.add(value);
    if (isObject(value, "call") && value.state !== undefined && !value.entries)
      this.object(value.state, name, at);
    else for (const [key, it] of childrenOf(value)) this.walk(it, joined(name, key), at);
    at.path.delete(value);
  }

  /** The state of an object; of a torch module, what its `state_dict()` takes from it. */
  private object(state: PickleValue, name: string, { role: _, ...at }: Position): void {
    const modules = entriesOf(entryOf(state, "_modules"));
    if (!modules) {
      for (const [key, it] of childrenOf(state)) this.walk(it, joined(name, key), at);
      return;
    }
    const passing = new Set((itemsOf(passingOf(state)) ?? []).map(textOf));
    const parameters = [...(entriesOf(entryOf(state, "_parameters")) ?? [])];
    for (const [key, it] of parameters)
      this.walk(it, joined(name, textOf(key)), { ...at, role: "parameter" });
    const buffers = [...(entriesOf(entryOf(state, "_buffers")) ?? [])];
    for (const [key, it] of buffers) {
      if (!passing.has(textOf(key))) this.walk(it, joined(name, textOf(key)), { ...at, role: "buffer" });
    }
    for (const [key, it] of modules) this.walk(it, joined(name, textOf(key)), at);
  }
}

interface Position {
  readonly into: NamedView[];
  /** What encloses the value: what is met again in there would have no end. */
  readonly path: Set<PickleValue>;
  readonly role?: "parameter" | "buffer";
}

/** `set(["grid"])`, or the set itself. */
function passingOf(state: PickleValue): PickleValue | undefined {
  const found = entryOf(state, "_non_persistent_buffers_set");
  if (!isObject(found, "call")) return found;
  return globalName(found.callee)?.endsWith(".set") ? found.args[0] : undefined;
}

function childrenOf(value: PickleValue): readonly (readonly [key: string | undefined, value: PickleValue])[] {
  const entries = entriesOf(value);
  if (entries) return [...entries].map(([key, it]) => [textOf(key) ?? numberText(key), it]);
  return (itemsOf(value) ?? []).map((it, i) => [String(i), it]);
}

function numberText(key: PickleValue): string | undefined {
  return typeof key === "number" || typeof key === "bigint" ? String(key) : undefined;
}

function joined(name: string, key: string | undefined): string {
  const text = name === "" ? (key ?? "?") : `${name}.${key ?? "?"}`;
  return text.length <= longestName ? text : text.slice(0, longestName);
}

function addMetadata(parts: readonly Part[], into: Map<string, string>): void {
  for (const { key, value: it } of parts) {
    if (into.size >= mostMetadata || into.has(key)) continue;
    if (typeof it === "number" || typeof it === "bigint" || typeof it === "boolean")
      into.set(key, String(it));
    else if (typeof it === "string") into.set(key, it.slice(0, longestText));
  }
}

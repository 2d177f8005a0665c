/**
 * Recognizes tensors in what a pickle would build: torch's own functions, by name, and NumPy's arrays. It must not read
 * weights.
 */
import { type DataType } from "../graph/data-type.ts";
import { type Span } from "../graph/model.ts";
import { type ProblemList } from "../graph/problem.ts";
import { numpyArray } from "./numpy-array.ts";
import { globalName, isObject, itemsOf, type PickleCall, type PickleValue, textOf } from "./pickle-value.ts";
import { quoted } from "./quoted.ts";
import { storageType, torchDtype } from "./torch-types.ts";

/** A tensor as a view of a storage: sizes, steps and offset in elements. */
export interface TensorView {
  readonly dtype?: DataType;
  readonly shape: readonly number[];
  readonly stride?: readonly number[];
  readonly offset: number;
  /** None for tensors without data (the meta device), and where it is not known. */
  readonly storage?: StorageRef;
  /** Bytes inside the pickle itself, as NumPy has them. */
  readonly data?: Span;
  readonly isParameter?: boolean;
  /** A sparse tensor lies in several. */
  readonly parts?: readonly TensorView[];
}

export interface StorageRef {
  readonly key: string;
  readonly dtype?: DataType;
  /** As many elements as the pickle says. */
  readonly elements: number;
  /** A part of a storage that others use too: its first element. */
  readonly start?: number;
}

/** How the format at hand resolves what lies outside of the pickle. */
export interface Outside {
  storage(id: PickleValue): StorageRef | undefined;
  tensor?(id: PickleValue): TensorView | undefined;
}

const mostDims = 64;
const mostNested = 8;

/** undefined when the value is no tensor, or one of a kind that is not known. */
export function tensorView(
  value: PickleValue | undefined,
  outside: Outside,
  depth = 0,
): TensorView | undefined {
  if (depth > mostNested) return undefined;
  if (isObject(value, "persistent")) return outside.tensor?.(value.id);
  if (!isObject(value, "call")) return undefined;
  const name = globalName(value.callee);
  if (name === undefined) return undefined;
  const [first, ...rest] = value.args;
  const inner = (it: PickleValue | undefined) => tensorView(it, outside, depth + 1);
  switch (name.replace(/^torch\._utils\._rebuild_/, "")) {
    case "tensor":
    case "tensor_v2":
    case "qtensor":
      return strided(outside, [first, ...rest]);
    case "tensor_v3":
      return strided(outside, [first, ...rest], torchDtype(globalName(rest[5]) ?? ""));
    case "parameter":
    case "parameter_with_state":
    case "torch.nn.parameter.Parameter":
      return asParameter(inner(first) ?? inner(itemsOf(value.state)?.[0]));
    case "device_tensor_from_numpy":
    case "device_tensor_from_cpu_tensor":
    case "nested_tensor":
      return inner(first);
    case "sparse_tensor":
      return sparse(itemsOf(rest[0]), inner);
    case "meta_tensor_no_storage":
      return withoutStorage(first, [rest[0], rest[1]]);
    case "wrapper_subclass":
      return withoutStorage(rest[0], [rest[1], rest[2]]);
    case "torch._tensor._rebuild_from_type_v2":
      return inner({ ...value, callee: first ?? null, args: itemsOf(rest[1]) ?? [] });
    default:
      return old(value, name, outside) ?? numpyArray(value);
  }
}

/** `_rebuild_tensor_v2(storage, offset, size, stride, …)`. */
function strided(
  outside: Outside,
  [storage, offset, size, stride]: readonly (PickleValue | undefined)[],
  stated?: DataType,
): TensorView | undefined {
  const shape = sizes(size);
  if (!shape) return undefined;
  const found = isObject(storage, "persistent") ? outside.storage(storage.id) : undefined;
  const steps = sizes(stride);
  const dtype = stated ?? found?.dtype;
  return {
    shape,
    offset: asSize(offset) ?? 0,
    ...(dtype && { dtype }),
    ...(steps?.length === shape.length && { stride: steps }),
    ...(found && { storage: found }),
  };
}

/** Files of PyTorch 0.1: `FloatTensor` made empty, then given its storage by BUILD. */
function old({ state }: PickleCall, name: string, outside: Outside): TensorView | undefined {
  if (!/^torch\.(cuda\.)?([A-Z]\w*)?Tensor$/.test(name)) return undefined;
  const found = strided(outside, itemsOf(state) ?? []);
  const dtype = found?.dtype ?? storageType(name);
  return found && { ...found, ...(dtype && { dtype }) };
}

/** The sizes are those of the dense tensor; what is stored are the places and the values. */
function sparse(
  data: readonly PickleValue[] | undefined,
  inner: (it: PickleValue | undefined) => TensorView | undefined,
): TensorView | undefined {
  const parts = (data ?? []).flatMap((it) => inner(it) ?? []);
  const shape = (data ?? []).map(sizes).find((it) => it !== undefined);
  const values = parts.at(-1);
  if (!shape || !values) return undefined;
  return { shape, offset: 0, parts, ...(values.dtype && { dtype: values.dtype }) };
}

function withoutStorage(
  type: PickleValue | undefined,
  [size, stride]: readonly (PickleValue | undefined)[],
): TensorView | undefined {
  const shape = sizes(size);
  const dtype = torchDtype(globalName(type) ?? "");
  const steps = sizes(stride);
  return (
    shape && {
      shape,
      offset: 0,
      ...(dtype && { dtype }),
      ...(steps?.length === shape.length && { stride: steps }),
    }
  );
}

function asParameter(view: TensorView | undefined): TensorView | undefined {
  return view && { ...view, isParameter: true };
}

/** Sizes or steps; undefined when one of them is none. */
export function sizes(value: PickleValue | undefined): readonly number[] | undefined {
  const items = itemsOf(value);
  if (!items || items.length > mostDims) return undefined;
  const numbers = items.flatMap((it) => asSize(it) ?? []);
  return numbers.length === items.length ? numbers : undefined;
}

export function asSize(value: PickleValue | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** `("storage", FloatStorage, key, location, elements, view)`, as all forms of torch.save write it. */
export function storageRef(id: PickleValue): StorageRef | undefined {
  const [kind, type, key, , elements, view] = itemsOf(id) ?? [];
  const name = textOf(key);
  const count = asSize(elements);
  if (textOf(kind) !== "storage" || name === undefined || count === undefined) return undefined;
  const dtype = storageType(globalName(type) ?? "");
  const [, start] = itemsOf(view) ?? [];
  return {
    key: name,
    elements: count,
    ...(dtype && { dtype }),
    ...(start !== undefined && { start: asSize(start) ?? 0 }),
  };
}

/** The storages of one file: as torch does, the first that names one says of what type it is. */
export class Storages implements Outside {
  readonly byKey = new Map<string, StorageRef>();
  /** Keys that others name with another type. */
  readonly conflicts = new Set<string>();

  storage(id: PickleValue): StorageRef | undefined {
    const found = storageRef(id);
    const first = found && this.byKey.get(found.key);
    if (!found || !first) {
      if (found) this.byKey.set(found.key, found);
      return found;
    }
    if (first.dtype !== found.dtype) this.conflicts.add(found.key);
    return { ...found, ...(first.dtype && { dtype: first.dtype }) };
  }

  report(problems: ProblemList): void {
    for (const key of this.conflicts) {
      const message = `Storage ${quoted(key)} is used with two types; the first one is taken, as torch does.`;
      problems.add({ code: "malformed", severity: "error", message });
    }
  }
}

/** Turns the tensors of a pickle into those of a checkpoint: sizes checked, bytes counted once. It must not read weights. */
import { byteLength, type DataType } from "../graph/data-type.ts";
import { type Problem, type ProblemList } from "../graph/problem.ts";
import { type CheckpointPart, type CheckpointTensor, guessedRole, type TensorPlace } from "./checkpoint.ts";
import { quoted } from "./quoted.ts";
import { type NamedView, type StateDict } from "./state-dict.ts";
import { type StorageRef, type TensorView } from "./torch-tensor.ts";

/** Where the bytes of a storage are; undefined when the file does not have them. */
export type FindStorage = (storage: StorageRef) => TensorPlace | undefined;

/** What a checkpoint says once for every tensor in a file whose end is missing is said once. */
const mostMissing = 5;

export class TensorPlacer {
  private readonly taken = new Map<string, Taken>();
  private missing = 0;

  constructor(
    private readonly find: FindStorage,
    private readonly problems: ProblemList,
  ) {}

  place({ tensors, others, isPartial }: StateDict): {
    readonly tensors: readonly CheckpointTensor[];
    readonly others: readonly CheckpointPart[];
  } {
    if (isPartial) {
      const message =
        "The values of this file nest deeper, or are more, than is looked at; some tensors may be left out.";
      this.report({ code: "limit", severity: "warning", message });
    }
    const own = tensors.map((it) => this.tensor(it));
    const parts = [...others].map(([path, part]) => {
      const placed = part.map((it) => this.tensor(it));
      return { path, tensors: part.length, bytes: placed.reduce((sum, it) => sum + it.ownBytes, 0) };
    });
    if (this.missing > mostMissing) {
      const message = `The data of ${this.missing - mostMissing} more tensors is not in the file either.`;
      this.report({ code: "truncated", severity: "error", message });
    }
    return { tensors: own, others: parts };
  }

  private tensor({ name, view, role }: NamedView): CheckpointTensor {
    const { shape, dtype } = view;
    const elements = countOf(shape);
    if (elements === undefined) {
      const message = `Tensor ${quoted(name)} would have more elements than can be counted.`;
      this.report({ code: "malformed", severity: "error", message, subject: name });
    }
    const pieces = (view.parts ?? [view]).map((it) => this.piece(it, name));
    const [first] = pieces;
    const sum = (of: "length" | "own") =>
      pieces.reduce((total, it) => total + (of === "own" ? it.own : it.place.length), 0);
    const bytes = sum("length");
    const isContiguous = !view.stride || sameSteps(view.stride, shape);
    return {
      name,
      ...(dtype && { dtype }),
      shape,
      elements,
      bytes,
      ownBytes: sum("own"),
      isShared: bytes > 0 && sum("own") === 0,
      ...(view.stride && !isContiguous && { stride: view.stride }),
      place: first?.place ?? nowhere,
      role: role ?? (view.isParameter ? "parameter" : guessedRole(name, dtype)),
    };
  }

  private piece(view: TensorView, name: string): { readonly place: TensorPlace; readonly own: number } {
    const { storage, data } = view;
    if (data) return this.inPickle(view, data, name);
    if (!storage) return { place: nowhere, own: 0 };
    const found = this.find(storage);
    if (!found && ++this.missing <= mostMissing) {
      const message = `The data of tensor ${quoted(name)} is not in the file (storage ${quoted(storage.key)}).`;
      this.report({ code: "truncated", severity: "error", message, subject: name });
    }
    const extent = extentOf(view);
    const from = byteLength(
      view.dtype,
      view.offset + (storage.start ?? 0) * scale(storage.dtype, view.dtype),
    );
    const length = extent === undefined ? undefined : byteLength(view.dtype, extent);
    if (from === undefined || length === undefined || !Number.isSafeInteger(from + length)) {
      if (view.dtype || extent === undefined) this.report(outside(name, extent ?? NaN, storage.elements));
      return { place: found ?? nowhere, own: found ? this.take(found, [0, found.length]) : 0 };
    }
    const room = found?.length ?? byteLength(storage.dtype, storage.elements) ?? 0;
    if (from + length > room) {
      this.report(outside(name, from + length, room));
      return { place: { container: found?.container ?? "", offset: found?.offset ?? 0, length: 0 }, own: 0 };
    }
    if (!found)
      return {
        place: { ...nowhere, length },
        own: this.take({ ...nowhere, container: `?${storage.key}` }, [from, length]),
      };
    const place = { container: found.container, offset: found.offset + from, length };
    return { place, own: this.take(found, [from, length]) };
  }

  private inPickle(
    view: TensorView,
    data: { readonly offset: number; readonly length: number },
    name: string,
  ) {
    const expected = byteLength(view.dtype, countOf(view.shape) ?? NaN);
    if (expected !== undefined && expected !== data.length) this.report(outside(name, expected, data.length));
    const place = { container: "", ...data };
    return { place, own: this.take(place, [0, data.length]) };
  }

  /** How many of these bytes no tensor before has. */
  private take(storage: TensorPlace, [from, length]: readonly [number, number]): number {
    const key = `${storage.container}\n${storage.offset}`;
    const taken = this.taken.get(key);
    if (taken) return taken.add(from, from + length);
    const ranges = new Taken();
    this.taken.set(key, ranges);
    return ranges.add(from, from + length);
  }

  private report(problem: Problem): void {
    this.problems.add(problem);
  }
}

const nowhere: TensorPlace = { container: "", offset: 0, length: 0 };

// A storage is cut into some thousand views at most; of more, whether they overlap is not looked at.
const mostRanges = 10_000;

/** Ranges of bytes, apart from each other and in order. */
class Taken {
  private readonly ranges: (readonly [from: number, to: number])[] = [];

  /** How many bytes of the range are new. */
  add(from: number, to: number): number {
    if (from >= to) return 0;
    const first = this.firstAfter(from);
    let [start, end, covered, next] = [from, to, 0, first];
    for (; next < this.ranges.length; next++) {
      const [low, high] = this.ranges[next] ?? [Infinity, Infinity];
      if (low > to) break;
      covered += Math.max(0, Math.min(high, to) - Math.max(low, from));
      start = Math.min(start, low);
      end = Math.max(end, high);
    }
    if (next > first || this.ranges.length < mostRanges)
      this.ranges.splice(first, next - first, [start, end]);
    return to - from - covered;
  }

  /** The place of the first range that ends at `from` or later. */
  private firstAfter(from: number): number {
    let [low, high] = [0, this.ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ranges[middle]?.[1] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** undefined beyond 2^53. */
export function countOf(shape: readonly number[]): number | undefined {
  const count = shape.includes(0) ? 0 : shape.reduce((product, it) => product * it, 1);
  return Number.isSafeInteger(count) ? count : undefined;
}

/** Elements of the storage from the first to the last that the tensor uses. */
function extentOf({ shape, stride }: TensorView): number | undefined {
  if (!stride) return countOf(shape);
  if (shape.includes(0)) return 0;
  const extent = shape.reduce((last, size, i) => last + (size - 1) * (stride[i] ?? 0), 1);
  return Number.isSafeInteger(extent) ? extent : undefined;
}

function sameSteps(stride: readonly number[], shape: readonly number[]): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && stride[i] !== step) return false;
    step *= Math.max(1, shape[i] ?? 1);
  }
  return true;
}

/** An untyped storage counts bytes. */
function scale(storage: DataType | undefined, view: DataType | undefined): number {
  const [of = 8, to = 8] = [byteLength(storage, 8), byteLength(view, 8)];
  return of / to;
}

function outside(name: string, needed: number, there: number): Problem {
  const message = `Tensor ${quoted(name)} needs ${Number.isNaN(needed) ? "more bytes than can be counted" : `${needed} bytes`}, where its storage has ${there}.`;
  return { code: "malformed", severity: "error", message, subject: name };
}

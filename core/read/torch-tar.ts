/**
 * Reads what torch.save wrote in PyTorch 0.1: a tar archive of `storages`, `tensors` and `pickle`. It must not read
 * storages.
 */
import { byteLength, type DataType } from "../graph/data-type.ts";
import { type Problem, ProblemList } from "../graph/problem.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { type ByteSource } from "./byte-source.ts";
import { type Checkpoint, type TensorPlace } from "./checkpoint.ts";
import { addPickleProblems, type CheckpointImport, pickleImports } from "./pickle-problems.ts";
import { type PickleReading, readPickle } from "./pickle.ts";
import { globalName, itemsOf, type PickleValue, textOf } from "./pickle-value.ts";
import { TensorPlacer } from "./place-tensors.ts";
import { stateDict } from "./state-dict.ts";
import { readTar, type TarMember } from "./tar.ts";
import { type StorageRef, type TensorView } from "./torch-tensor.ts";
import { storageType } from "./torch-types.ts";
import { addImports } from "./torch-zip.ts";

const mostDims = 64;

export function readTorchTar(source: ByteSource): Checkpoint {
  const problems = new ProblemList();
  const { members, problems: ofTar } = readTar(source);
  const reading = new TarReading(source, problems);
  for (const it of ofTar) problems.add(it);
  const parts = ["storages", "tensors", "pickle"].map((it) => members.get(it));
  if (parts.some((it) => !it)) {
    const message =
      "This is a tar archive, but not one of PyTorch: it has no members called storages, tensors and pickle. Unpack it first.";
    problems.add({ code: "unreadable", severity: "error", message, offset: 0 });
  }
  const [storages, tensors, pickle] = parts;
  if (storages) reading.readStorages(storages);
  if (tensors) reading.readTensors(tensors);
  const value = pickle && reading.pickle(pickle.offset, "the pickle").value;
  const found = stateDict(value, {
    storage: () => undefined,
    tensor: (id) => reading.tensors.get(String(textOf(id) ?? (typeof id === "object" ? "" : id))),
  });
  const placer = new TensorPlacer((it) => reading.places.get(it.key), problems);
  return {
    format: "torch-tar",
    ...placer.place(found),
    metadata: found.metadata,
    imports: [...reading.imports.values()],
    problems: problems.finish(),
  };
}

class TarReading {
  readonly imports = new Map<string, CheckpointImport>();
  readonly places = new Map<string, TensorPlace>();
  readonly tensors = new Map<string, TensorView>();
  private readonly storages = new Map<string, StorageRef>();

  constructor(
    private readonly source: ByteSource,
    private readonly problems: ProblemList,
  ) {}

  pickle(offset: number, name: string): PickleReading {
    const reading = readPickle(this.source, offset, `In ${name}, the file`);
    addPickleProblems(reading, { name: "the file", base: 0 }, this.problems);
    addImports(this.imports, pickleImports(reading, { name }));
    return reading;
  }

  /** How many; of each its key, its place and its type, then as many elements as a number says; then the views. */
  readStorages({ offset, size }: TarMember): void {
    const end = offset + size;
    const count = this.pickle(offset, "the storages");
    let at = count.end;
    for (let i = 0; i < Number(count.value ?? 0); i++) {
      const head = this.pickle(at, "the storages");
      const [key, , type] = itemsOf(head.value) ?? [];
      const dtype = storageType(globalName(type) ?? "");
      const cursor = new ByteCursor(this.source, head.end, end);
      const elements = cursor.int64();
      const length = byteLength(dtype, elements);
      if (head.problem || length === undefined || elements < 0 || length > cursor.left)
        return this.stopped(at);
      this.addStorage(
        keyText(key),
        { elements, dtype },
        { container: "storages", offset: cursor.position, length },
      );
      at = cursor.position + length;
    }
    const views = this.pickle(at, "the views of storages");
    for (const it of itemsOf(views.value) ?? []) this.addView(itemsOf(it) ?? []);
  }

  readTensors({ offset, size }: TarMember): void {
    const count = this.pickle(offset, "the tensors");
    let at = count.end;
    for (let i = 0; i < Number(count.value ?? 0); i++) {
      const head = this.pickle(at, "the tensors");
      const [key, storage] = itemsOf(head.value) ?? [];
      const cursor = new ByteCursor(this.source, head.end, offset + size);
      const rank = cursor.int32();
      // Written as eight bytes once.
      cursor.skip(4);
      if (head.problem || rank < 0 || rank > mostDims || cursor.isCut) return this.stopped(at);
      const shape = Array.from({ length: rank }, () => cursor.int64());
      const stride = Array.from({ length: rank }, () => cursor.int64());
      const start = cursor.int64();
      if (cursor.isCut || ![...shape, ...stride, start].every(isSize)) return this.stopped(at);
      const found = this.storages.get(keyText(storage));
      const view = { shape, stride, offset: start };
      const ofStorage = found && { storage: found, ...(found.dtype && { dtype: found.dtype }) };
      this.tensors.set(keyText(key), { ...view, ...ofStorage });
      at = cursor.position;
    }
  }

  private addStorage(
    key: string,
    { elements, dtype }: { readonly elements: number; readonly dtype: DataType | undefined },
    place: TensorPlace,
  ): void {
    this.storages.set(key, { key, elements, ...(dtype && { dtype }) });
    this.places.set(key, place);
  }

  /** (key, key of the storage that it is a part of, first element, elements). */
  private addView([key, root, offset]: readonly PickleValue[]): void {
    const of = this.storages.get(keyText(root));
    if (of && typeof offset === "number") this.storages.set(keyText(key), { ...of, start: offset });
  }

  private stopped(offset: number): void {
    const message = `The file makes no sense from byte ${offset} on; the tensors after it are left out.`;
    const problem: Problem = { code: "malformed", severity: "error", message, offset };
    this.problems.add(problem);
  }
}

function isSize(it: number): boolean {
  return Number.isSafeInteger(it) && it >= 0;
}

function keyText(key: PickleValue | undefined): string {
  return textOf(key) ?? (typeof key === "number" || typeof key === "bigint" ? String(key) : "");
}

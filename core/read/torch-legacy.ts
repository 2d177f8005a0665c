/**
 * Reads what torch.save wrote before PyTorch 1.6: five pickles one after another, then the storages. It must not read
 * storages.
 */
import { byteLength } from "../graph/data-type.ts";
import { ProblemList } from "../graph/problem.ts";
import { type ByteSource } from "./byte-source.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { type Checkpoint, emptyCheckpoint, type TensorPlace } from "./checkpoint.ts";
import { addPickleProblems, type CheckpointImport, pickleImports } from "./pickle-problems.ts";
import { type PickleReading, readPickle } from "./pickle.ts";
import { isObject, itemsOf, type PickleValue, textOf } from "./pickle-value.ts";
import { TensorPlacer } from "./place-tensors.ts";
import { stateDict } from "./state-dict.ts";
import { storageRef, type StorageRef, Storages } from "./torch-tensor.ts";
import { addImports } from "./torch-zip.ts";

/** The number that torch.save writes first. */
const magic = 0x1950a86a20f9469cfc6cn;
const protocol = 1001;

/** `pickle`: any other pickle, such as a dictionary of arrays. */
export function readTorchLegacy(source: ByteSource): Checkpoint {
  const problems = new ProblemList();
  const imports = new Map<string, CheckpointImport>();
  const read = (offset: number, name: string) => {
    const reading = readPickle(source, offset, name);
    // Offsets are those of the file already.
    addPickleProblems(reading, { name: "the file", base: 0 }, problems);
    addImports(imports, pickleImports(reading, { name, base: 0 }));
    return reading;
  };
  const first = read(0, "The first pickle of the file");
  if (first.value !== magic) return plainPickle(source, { first, problems, imports: [...imports.values()] });

  const stated = read(first.end, "The pickle of the version");
  if (stated.value !== protocol) {
    const message = `The file is of version ${describe(stated.value)} of torch's format, where ${protocol} is read.`;
    problems.add({ code: "unsupported", severity: "warning", message, offset: first.end });
  }
  const system = read(stated.end, "The pickle of the system");
  const main = read(system.end, "The pickle of the weights");
  const isWhole = ![stated, system, main].some((it) => it.problem);
  const keys = isWhole ? read(main.end, "The list of storages") : undefined;
  const storages = new Storages();
  for (const id of main.persistentIds) storages.storage(id);
  storages.report(problems);
  const found = stateDict(main.value, storages);
  const places = keys
    ? storagePlaces(source, { keys, dtypes: storages.byKey }, problems)
    : new Map<string, TensorPlace>();
  const placer = new TensorPlacer((it) => places.get(it.key), isWhole ? problems : new ProblemList());
  return {
    format: "torch-legacy",
    ...placer.place(found),
    metadata: found.metadata,
    imports: [...imports.values()],
    problems: problems.finish(),
  };
}

interface PlainPickle {
  readonly first: PickleReading;
  readonly problems: ProblemList;
  readonly imports: readonly CheckpointImport[];
}

function plainPickle(source: ByteSource, { first, problems, imports }: PlainPickle): Checkpoint {
  // A magic number that is computed passes scanners that only look for it; it is named by what it calls.
  const { value } = first;
  const isNothing = value === undefined || (imports.length === 0 && first.problem !== undefined);
  if (isNothing) {
    const message = "This is no checkpoint: it is no archive, and it does not begin with a Python pickle.";
    return emptyCheckpoint("pickle", [{ code: "unreadable", severity: "error", message, offset: 0 }]);
  }
  const found = stateDict(value, { storage: storageRef });
  const placer = new TensorPlacer(() => undefined, problems);
  const placed = placer.place(found);
  if (!first.problem && first.end < source.size) {
    const message = `${source.size - first.end} bytes stand after the end of the pickle; nothing reads them.`;
    problems.add({ code: "malformed", severity: "warning", message, offset: first.end });
  }
  return { format: "pickle", ...placed, metadata: found.metadata, imports, problems: problems.finish() };
}

interface StorageList {
  readonly keys: PickleReading;
  readonly dtypes: ReadonlyMap<string, StorageRef>;
}

/** After the list, each storage in its order: how many elements, then their bytes. */
function storagePlaces(
  source: ByteSource,
  { keys, dtypes }: StorageList,
  problems: ProblemList,
): ReadonlyMap<string, TensorPlace> {
  const places = new Map<string, TensorPlace>();
  let offset = keys.end;
  for (const it of itemsOf(keys.value) ?? []) {
    const key = textOf(it) ?? "";
    const storage = dtypes.get(key);
    const cursor = new ByteCursor(source, offset);
    const count = cursor.int64();
    // What no tensor uses has no known type, and then nothing after it has a known place.
    if (!storage?.dtype || cursor.isCut) break;
    const length = byteLength(storage.dtype, count) ?? 0;
    if (count < 0 || length > cursor.left) {
      const message = `Storage ${JSON.stringify(key.slice(0, 80))} would take ${length} bytes, where the file has ${cursor.left} left.`;
      problems.add({ code: "truncated", severity: "error", message, offset });
      break;
    }
    places.set(key, { container: "", offset: cursor.position, length });
    offset = cursor.position + length;
  }
  return places;
}

function describe(value: PickleValue | undefined): string {
  return typeof value === "number" ? String(value) : isObject(value, "bytes") ? "text" : "unknown";
}

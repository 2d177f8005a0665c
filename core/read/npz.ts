/** Reads NumPy files of arrays, one (.npy) or an archive of them (.npz). It must not read their values. */
import { type Problem, ProblemList } from "../graph/problem.ts";
import { type Archive } from "./archive.ts";
import { type ByteSource } from "./byte-source.ts";
import { type Checkpoint, type CheckpointTensor, emptyCheckpoint, guessedRole } from "./checkpoint.ts";
import { type NpyArray, readNpyHead } from "./npy.ts";
import { addPickleProblems, type CheckpointImport, pickleImports } from "./pickle-problems.ts";
import { readPickle } from "./pickle.ts";
import { countOf } from "./place-tensors.ts";
import { quoted } from "./quoted.ts";
import { addImports } from "./torch-zip.ts";

export function isNpz(archive: Archive): boolean {
  return archive.entries.size > 0 && [...archive.entries.keys()].every((it) => it.endsWith(".npy"));
}

export function readNpz(archive: Archive): Checkpoint {
  const reading = new ArrayReading();
  const tensors = [...archive.entries.values()].flatMap((entry) => {
    const opened = archive.open(entry.name);
    if (!opened.ok) {
      reading.problems.add(opened.error);
      return [];
    }
    const name = entry.name.replace(/\.npy$/, "");
    const place = { container: entry.name, ...(entry.offset !== undefined && { base: entry.offset }) };
    return reading.array(opened.value, name, place) ?? [];
  });
  return finish("npz", tensors, reading, archive.problems);
}

export function readNpy(source: ByteSource, name: string): Checkpoint {
  const reading = new ArrayReading();
  const tensor = reading.array(source, name, { container: "", base: 0 });
  if (!tensor && reading.problems.problems.some((it) => it.code === "unreadable"))
    return emptyCheckpoint("npy", reading.problems.finish());
  return finish("npy", tensor ? [tensor] : [], reading, []);
}

function finish(
  format: "npy" | "npz",
  tensors: readonly CheckpointTensor[],
  { imports, problems }: ArrayReading,
  others: readonly Problem[],
): Checkpoint {
  return {
    format,
    tensors,
    others: [],
    metadata: new Map(),
    imports: [...imports.values()],
    problems: [...others, ...problems.finish()],
  };
}

interface ArrayPlace {
  readonly container: string;
  readonly base?: number;
}

class ArrayReading {
  readonly problems = new ProblemList();
  readonly imports = new Map<string, CheckpointImport>();

  array(source: ByteSource, name: string, { container, base }: ArrayPlace): CheckpointTensor | undefined {
    const head = readNpyHead(source);
    if (!head.ok) {
      const { offset, message, ...rest } = head.error;
      const absolute = base === undefined || offset === undefined ? {} : { offset: base + offset };
      this.problems.add({
        ...rest,
        message: container === "" ? message : `${quoted(container)}: ${message}`,
        ...absolute,
      });
      return undefined;
    }
    const array = head.value;
    if (array.isPickled) this.objects(source, array, { container, ...(base !== undefined && { base }) });
    return this.tensor(name, { array, container, left: source.size - array.offset });
  }

  /** Python objects in place of numbers: numpy.load refuses them unless told to trust the file. */
  private objects(source: ByteSource, array: NpyArray, { container, base }: ArrayPlace): void {
    const reading = readPickle(
      source,
      array.offset,
      container === "" ? "The pickle" : `The pickle in ${container}`,
    );
    const place = { name: container === "" ? "the file" : container, ...(base !== undefined && { base }) };
    addPickleProblems(reading, place, this.problems);
    addImports(this.imports, pickleImports(reading, place));
  }

  private tensor(
    name: string,
    {
      array,
      container,
      left,
    }: { readonly array: NpyArray; readonly container: string; readonly left: number },
  ): CheckpointTensor {
    const { dtype, shape, bytes, code, isPickled } = array;
    const elements = countOf(shape);
    const add = (it: Problem) => this.problems.add(it);
    if (elements === undefined) {
      const message = `Array ${quoted(name)} would have more elements than can be counted.`;
      add({ code: "malformed", severity: "error", message });
    } else if (bytes !== undefined && bytes > left) {
      const message = `Array ${quoted(name)} takes ${bytes} bytes, where the file has ${left} left.`;
      add({ code: "truncated", severity: "error", message });
    } else if (bytes !== undefined && bytes < left) {
      const message = `${left - bytes} bytes stand after the end of array ${quoted(name)}; nothing reads them.`;
      add({ code: "malformed", severity: "warning", message });
    }
    if (!dtype) {
      const what = isPickled ? "Python objects" : `type ${quoted(code)}, which no model computes with`;
      add({ code: "unsupported", severity: "info", message: `Array ${quoted(name)} holds ${what}.` });
    }
    const length = Math.max(0, Math.min(bytes ?? left, left));
    return {
      name,
      ...(dtype && { dtype }),
      shape,
      elements,
      bytes: length,
      ownBytes: length,
      isShared: false,
      ...(array.isFortran && shape.length > 1 && { stride: fortranSteps(shape) }),
      place: { container, offset: array.offset, length },
      role: guessedRole(name, dtype),
    };
  }
}

function fortranSteps(shape: readonly number[]): readonly number[] {
  let step = 1;
  return shape.map((size) => {
    const own = step;
    step *= size;
    return own;
  });
}

/**
 * Reads what torch.save and torch.jit.save write since PyTorch 1.6: an archive of a pickle and of the storages of its
 * tensors. It must not read storages, nor look at the code of a TorchScript archive as anything but text.
 */
import { ProblemList } from "../graph/problem.ts";
import { type Archive, archiveRoot, readText } from "./archive.ts";
import { type Checkpoint, type CheckpointFormat, type TensorPlace } from "./checkpoint.ts";
import { addPickleProblems, type CheckpointImport, pickleImports } from "./pickle-problems.ts";
import { readPickle } from "./pickle.ts";
import { type PickleValue } from "./pickle-value.ts";
import { TensorPlacer } from "./place-tensors.ts";
import { stateDict, type NamedView } from "./state-dict.ts";
import { type StorageRef, Storages } from "./torch-tensor.ts";

export function isTorchZip(archive: Archive): boolean {
  return archiveRoot(archive, "data.pkl") !== undefined;
}

export function readTorchZip(archive: Archive): Checkpoint {
  const problems = new ProblemList();
  const root = archiveRoot(archive, "data.pkl") ?? "";
  const isTorchScript = archive.entries.has(`${root}constants.pkl`);
  const format: CheckpointFormat = isTorchScript ? "torchscript" : "torch-zip";
  const imports = new Map<string, CheckpointImport>();
  const read = (name: string) => readArchivePickle({ archive, name, isTorchScript }, problems, imports);

  const data = read(`${root}data.pkl`);
  const storages = new Storages();
  const found = stateDict(data, storages);
  storages.report(problems);
  const extra = [...extraPickles(archive, root)].flatMap(([name, storages]) => {
    const { tensors } = stateDict(read(name), new Storages());
    return tensors.length === 0
      ? []
      : [[name.slice(root.length, -".pkl".length), inFolder(tensors, storages)] as const];
  });
  const placer = new TensorPlacer((it) => storagePlace(archive, root, it), problems);
  const placed = placer.place({ ...found, others: new Map([...found.others, ...extra]) });
  checkRoots(archive, root, problems);
  return {
    format,
    ...placed,
    metadata: new Map([...archiveFacts(archive, root), ...found.metadata]),
    imports: [...imports.values()],
    problems: [...archive.problems, ...problems.finish()],
  };
}

interface ArchivePickle {
  readonly archive: Archive;
  readonly name: string;
  readonly isTorchScript?: boolean;
}

/** The value of a pickle in an archive; what it would run goes into the problems and the imports. */
export function readArchivePickle(
  { archive, name, isTorchScript = false }: ArchivePickle,
  problems: ProblemList,
  imports: Map<string, CheckpointImport>,
): PickleValue | undefined {
  const opened = archive.open(name);
  if (!opened.ok) {
    problems.add(opened.error);
    return undefined;
  }
  const reading = readPickle(opened.value, 0, name);
  const base = archive.entries.get(name)?.offset;
  const place = { name, isTorchScript, ...(base !== undefined && { base }) };
  addPickleProblems(reading, place, problems);
  addImports(imports, pickleImports(reading, place));
  if (!reading.problem && reading.end < opened.value.size) {
    const message = `${opened.value.size - reading.end} bytes stand after the end of ${name}; nothing reads them.`;
    problems.add({ code: "malformed", severity: "warning", message });
  }
  return reading.value;
}

export function addImports(into: Map<string, CheckpointImport>, found: readonly CheckpointImport[]): void {
  for (const it of found) {
    const key = `${it.module}\n${it.name}`;
    into.set(key, { ...it, calls: it.calls + (into.get(key)?.calls ?? 0) });
  }
}

/** TorchScript keeps constants and the inputs of a trace in pickles of their own, each with a folder of storages. */
function extraPickles(archive: Archive, root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of archive.entries.keys()) {
    const [, stem] = /^([^/]+)\.pkl$/.exec(name.slice(root.length)) ?? [];
    if (name.startsWith(root) && stem !== undefined && stem !== "data") found.set(name, `${stem}/`);
  }
  return found;
}

/** Each pickle numbers its storages from 0. */
function inFolder(tensors: readonly NamedView[], folder: string): readonly NamedView[] {
  return tensors.map(({ view, ...rest }) => ({
    ...rest,
    view: view.storage
      ? { ...view, storage: { ...view.storage, key: `../${folder}${view.storage.key}` } }
      : view,
  }));
}

function storagePlace(archive: Archive, root: string, { key }: StorageRef): TensorPlace | undefined {
  const name = key.startsWith("../") ? `${root}${key.slice(3)}` : `${root}data/${key}`;
  const entry = archive.entries.get(name) ?? archive.entries.get(`${root}tensors/${key}`);
  return entry && { container: entry.name, offset: 0, length: entry.size };
}

/** torch refuses an archive with two top folders: which one counts would depend on the reader. */
function checkRoots(archive: Archive, root: string, problems: ProblemList): void {
  const other = [...archive.entries.keys()].find((it) => !it.startsWith(root));
  if (other === undefined) return;
  const message = `The archive holds ${JSON.stringify(other.slice(0, 80))}, which lies outside of ${JSON.stringify(root)}, where its pickle is.`;
  problems.add({ code: "malformed", severity: "warning", message });
}

function archiveFacts(archive: Archive, root: string): readonly (readonly [string, string])[] {
  return (["version", "byteorder", ".format_version"] as const).flatMap((it) => {
    const entry = archive.entries.get(`${root}${it}`);
    // A number or a word; anything longer is not what torch writes.
    const text = entry && entry.size <= 64 ? readText(archive, entry.name) : undefined;
    return text?.ok ? [[it.replace(/^\./, ""), text.value.trim()] as const] : [];
  });
}

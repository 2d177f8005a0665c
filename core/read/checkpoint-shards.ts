/** Joins a checkpoint that is kept in several files, by its index (`model.safetensors.index.json`). It must not open them. */
import { type Problem, ProblemList, type Result } from "../graph/problem.ts";
import { type Checkpoint } from "./checkpoint.ts";
import { externalPath } from "./external-path.ts";
import { asObject, at, duplicateKeys, parseJson } from "./json-text.ts";
import { type CheckpointImport } from "./pickle-problems.ts";
import { quoted } from "./quoted.ts";

export interface ShardIndex {
  /** The names of tensors by the file that should hold them. */
  readonly shards: ReadonlyMap<string, readonly string[]>;
  readonly totalBytes?: number;
  readonly problems: readonly Problem[];
}

const mostShards = 10_000;
const mostSaid = 5;

export function readShardIndex(text: string): Result<ShardIndex> {
  const parsed = parseJson(text, "The index");
  if (!parsed.ok) return { ok: false, error: { ...parsed.error, code: "unreadable" } };
  const map = asObject(at(parsed.value, "weight_map"));
  if (!map) {
    const message = "This is no index of a checkpoint: it has no weight_map.";
    return { ok: false, error: { code: "unreadable", severity: "error", message } };
  }
  const problems = new ProblemList();
  for (const it of duplicateKeys(text, "The index")) problems.add(it);
  const shards = new Map<string, string[]>();
  for (const [tensor, file] of Object.entries(map)) {
    const path = typeof file === "string" ? externalPath(file) : undefined;
    if (path?.ok) addTo(shards, path.value, tensor);
    else {
      const why = path ? path.error : "its file is no text.";
      const message = `The file of tensor ${quoted(tensor)} is refused: ${why}`;
      problems.add({ code: "external-data", severity: "error", message });
    }
  }
  if (shards.size > mostShards) {
    const message = `The index names ${shards.size} files; up to ${mostShards} are read.`;
    return { ok: false, error: { code: "limit", severity: "error", message } };
  }
  const total = at(at(parsed.value, "metadata"), "total_size");
  const isTotal = typeof total === "number" && Number.isSafeInteger(total) && total >= 0;
  return { ok: true, value: { shards, problems: problems.finish(), ...(isTotal && { totalBytes: total }) } };
}

/** The files that could be opened, as one checkpoint. */
export function joinShards(index: ShardIndex, files: ReadonlyMap<string, Checkpoint>): Checkpoint {
  const problems = new ProblemList();
  for (const it of index.problems) problems.add(it);
  const imports = new Map<string, CheckpointImport>();
  for (const [file, checkpoint] of files) {
    for (const it of checkpoint.problems)
      problems.add({ ...withoutOffset(it), message: `${quoted(file)}: ${it.message}` });
    for (const it of checkpoint.imports) imports.set(`${it.module}\n${it.name}`, it);
    compareNames(file, { expected: index.shards.get(file) ?? [], checkpoint }, problems);
  }
  const tensors = [...files].flatMap(([file, it]) =>
    it.tensors.map((tensor) => ({
      ...tensor,
      place: {
        ...tensor.place,
        container: tensor.place.container === "" ? file : `${file}/${tensor.place.container}`,
      },
    })),
  );
  const bytes = tensors.reduce((sum, it) => sum + it.ownBytes, 0);
  if (files.size === index.shards.size && index.totalBytes !== undefined && index.totalBytes !== bytes) {
    const message = `The index states ${index.totalBytes} bytes in total, where the files have ${bytes}.`;
    problems.add({ code: "malformed", severity: "warning", message });
  }
  const [first] = files.values();
  return {
    format: first?.format ?? "safetensors",
    tensors,
    others: [...files.values()].flatMap((it) => it.others),
    metadata: new Map([...files.values()].flatMap((it) => [...it.metadata])),
    imports: [...imports.values()],
    problems: problems.finish(),
  };
}

function compareNames(
  file: string,
  { expected, checkpoint }: { readonly expected: readonly string[]; readonly checkpoint: Checkpoint },
  problems: ProblemList,
): void {
  const there = new Set(checkpoint.tensors.map((it) => it.name));
  const named = new Set(expected);
  const lacking = expected.filter((it) => !there.has(it));
  const extra = [...there].filter((it) => !named.has(it));
  const say = (names: readonly string[], what: string) => {
    if (names.length === 0) return;
    const shown = names.slice(0, mostSaid).map(quoted).join(", ");
    const more = names.length > mostSaid ? ` and ${names.length - mostSaid} more` : "";
    problems.add({
      code: "external-data",
      severity: "error",
      message: `${quoted(file)} ${what} ${shown}${more}.`,
    });
  };
  say(lacking, "lacks what the index says it holds:");
  say(extra, "holds what the index does not say:");
}

function addTo(shards: Map<string, string[]>, file: string, tensor: string): void {
  const names = shards.get(file);
  if (names) names.push(tensor);
  else shards.set(file, [tensor]);
}

function withoutOffset({ offset: _, ...rest }: Problem): Problem {
  return rest;
}

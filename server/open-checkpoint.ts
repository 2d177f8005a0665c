// Opens files of weights for the server and the command line: reads what they hold, never the weights, and closes them.
import { basename } from "node:path";
import { type Problem, type Result } from "../core/graph/problem.ts";
import { type Archive } from "../core/read/archive.ts";
import { type ByteSource } from "../core/read/byte-source.ts";
import { type Checkpoint } from "../core/read/checkpoint.ts";
import { joinShards, readShardIndex, type ShardIndex } from "../core/read/checkpoint-shards.ts";
import { quoted } from "../core/read/quoted.ts";
import {
  isZip,
  readArchiveCheckpoint,
  readCheckpoint,
  readNamedSafetensors,
} from "../core/read/read-checkpoint.ts";
import { resolveExternal } from "./external-files.ts";
import { type ModelFile, openModelFile } from "./model-file.ts";
import { openZip } from "./zip-archive.ts";

export interface OpenedCheckpoint {
  readonly name: string;
  readonly path: string;
  /** Bytes of the file; of an index that of the index alone, which says nothing. */
  readonly size?: number;
  readonly checkpoint: Checkpoint;
}

export const checkpointEndings: readonly string[] = [
  ".pt",
  ".pth",
  ".bin",
  ".ckpt",
  ".pt2",
  ".safetensors",
  ".npz",
  ".npy",
  ".index.json",
];

export function isCheckpoint(path: string): boolean {
  return checkpointEndings.some((it) => path.toLowerCase().endsWith(it));
}

export async function openCheckpoint(path: string): Promise<Result<OpenedCheckpoint>> {
  const opened = openModelFile(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const isIndex = path.toLowerCase().endsWith(".index.json");
    const read = isIndex ? await readShards(file, path) : await readWeights(file, path);
    if (!read.ok) return read;
    const size = isIndex ? {} : { size: file.size };
    return { ok: true, value: { name: basename(path), path, ...size, checkpoint: read.value } };
  } catch (error) {
    return failure(`${path} can't be read: ${(error as Error).message}`);
  } finally {
    file.close();
  }
}

/** What a single file holds, decided by its bytes; of its path only the ending and the name count. */
export async function readWeights(file: ByteSource, path: string): Promise<Result<Checkpoint>> {
  if (isZip(file)) {
    const zip = await openZip(file);
    if (!zip.ok) return zip;
    return { ok: true, value: readArchiveCheckpoint(await withNested(zip.value)) };
  }
  const isNamedSafetensors = path.toLowerCase().endsWith(".safetensors");
  const name = basename(path).replace(/\.[^.]*$/, "");
  return { ok: true, value: isNamedSafetensors ? readNamedSafetensors(file) : readCheckpoint(file, name) };
}

// An exported program keeps its weights, its constants and its sample inputs each in one.
const mostNested = 8;

/** Exported programs hold files of torch.save; archives in those are not looked into. */
async function withNested(archive: Archive): Promise<Archive> {
  const names = [...archive.entries.keys()].filter((it) => it.endsWith(".pt")).slice(0, mostNested);
  const nested = new Map<string, Archive>();
  for (const name of names) {
    const opened = archive.open(name);
    if (!opened.ok || !isZip(opened.value)) continue;
    const inner = await openZip(opened.value);
    if (inner.ok) nested.set(name, inner.value);
  }
  if (nested.size === 0) return archive;
  return {
    entries: archive.entries,
    nested,
    isPartial: archive.isPartial,
    open: (name) => archive.open(name),
    get problems() {
      return archive.problems;
    },
  };
}

const mostIndexBytes = 256 * 1024 * 1024;

async function readShards(file: ModelFile, path: string): Promise<Result<Checkpoint>> {
  if (file.size > mostIndexBytes)
    return failure(`${path} has ${file.size} bytes; an index is read up to ${mostIndexBytes}.`);
  const index = readShardIndex(Buffer.from(file.read(0, file.size)).toString("utf8"));
  if (!index.ok) return index;
  const files = new Map<string, Checkpoint>();
  const problems: Problem[] = [];
  for (const shard of index.value.shards.keys()) {
    const read = await readShard(shard, path);
    if (read.ok) files.set(shard, read.value);
    else problems.push(read.error);
  }
  const found: ShardIndex = { ...index.value, problems: [...index.value.problems, ...problems] };
  return { ok: true, value: joinShards(found, files) };
}

async function readShard(shard: string, path: string): Promise<Result<Checkpoint>> {
  // Says what the path is beside the index, and refuses what leads elsewhere.
  const resolved = resolveExternal(shard, path);
  if (!resolved.ok) {
    const isMissing = resolved.error.severity === "warning";
    const message = `The file ${quoted(shard)}, which the index names, is not there; its tensors are missing.`;
    return isMissing ? { ok: false, error: { code: "external-data", severity: "error", message } } : resolved;
  }
  const opened = openModelFile(resolved.value.path);
  if (!opened.ok) return opened;
  try {
    return await readWeights(opened.value, shard);
  } catch (error) {
    return failure(`${shard} can't be read: ${(error as Error).message}`);
  } finally {
    opened.value.close();
  }
}

function failure(message: string): Result<never> {
  return { ok: false, error: { code: "unreadable", severity: "error", message } };
}

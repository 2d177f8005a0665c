// Checks the files in which a model keeps weights; it must not open or read them, nor accept one outside the model's folder.
import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { byteLength } from "../core/graph/data-type.ts";
import { type Model } from "../core/graph/model.ts";
import { type Problem, ProblemList, type Result } from "../core/graph/problem.ts";
import { type ExternalConstant, externalConstants } from "../core/read/external-constants.ts";
import { externalPath } from "../core/read/external-path.ts";
import { quoted } from "../core/read/quoted.ts";

// Large exports keep each tensor in a file of its own, some thousands; a hostile file could name a million.
const mostFiles = 10_000;

/** What is wrong with the files that `model` names, once per file: refused, missing, or too short. */
export function checkExternalData(model: Model, modelPath: string): readonly Problem[] {
  const byLocation = new Map<string, ExternalConstant[]>();
  for (const it of externalConstants(model)) {
    // The reader has said already that the location is missing.
    if (it.storage.location === "") continue;
    const others = byLocation.get(it.storage.location);
    if (others) others.push(it);
    else byLocation.set(it.storage.location, [it]);
  }
  const problems = new ProblemList();
  for (const [location, tensors] of [...byLocation].slice(0, mostFiles)) {
    const found = checkFile(location, tensors, modelPath);
    if (found) problems.add(found);
  }
  if (byLocation.size <= mostFiles) return problems.finish();
  const message = `The model keeps its weights in ${byLocation.size} files; only the first ${mostFiles} were looked at.`;
  return [...problems.finish(), { code: "limit", severity: "warning", message }];
}

function checkFile(
  location: string,
  tensors: readonly ExternalConstant[],
  modelPath: string,
): Problem | undefined {
  const resolved = resolveExternal(location, modelPath);
  if (!resolved.ok) return resolved.error;
  const { size } = resolved.value;
  const outside = tensors.filter((it) => endOf(it) > size);
  const [first] = outside;
  if (!first) return undefined;
  const more = outside.length > 1 ? ` (and ${outside.length - 1} more tensors)` : "";
  const tensor = `tensor ${quoted(first.name)}${more}`;
  return problem(
    `${quoted(location)} has ${size} bytes, but ${tensor} lies at bytes ${first.storage.offset} to ${endOf(first)}.`,
  );
}

/** Where the data of a tensor ends in its file. */
function endOf({ storage, dtype, dims }: ExternalConstant): number {
  const count = dims.reduce((product, it) => product * it, 1);
  return storage.offset + (storage.length ?? byteLength(dtype, count) ?? 0);
}

/** The file that a location means, if a model at `modelPath` may use it. */
export function resolveExternal(location: string, modelPath: string): Result<{ path: string; size: number }> {
  const relative = externalPath(location);
  if (!relative.ok) return refused(`External data is refused: ${relative.error}`);
  try {
    return walk(relative.value, modelPath);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR")
      return refused(`${quoted(location)} can't be looked at: ${message}`);
    const missing = `The file ${quoted(location)}, which holds weights of this model, is not there. Sizes and costs are complete without it.`;
    return { ok: false, error: problem(missing, "warning") };
  }
}

/** Looks at every part of the path, since a link anywhere in it can lead elsewhere. */
function walk(relative: string, modelPath: string): Result<{ path: string; size: number }> {
  const names = relative.split("/");
  let path = dirname(modelPath);
  let stats: Stats | undefined;
  for (const [i, name] of names.entries()) {
    path = join(path, name);
    stats = lstatSync(path);
    const isLast = i === names.length - 1;
    if (stats.isSymbolicLink()) {
      if (!isLast || !isCachedBlob(path, modelPath)) {
        return refused(
          `External data is refused: ${quoted(relative)} is reached through the symbolic link ${quoted(name)}.`,
        );
      }
      stats = statSync(path);
    }
    if (!isLast && !stats.isDirectory())
      return refused(`${quoted(name)} in ${quoted(relative)} is not a folder.`);
  }
  if (!stats?.isFile())
    return refused(`External data is refused: ${quoted(relative)} is not a regular file.`);
  if (stats.nlink > 1) {
    return refused(
      `External data is refused: ${quoted(relative)} is one file under ${stats.nlink} names (hard links).`,
    );
  }
  return { ok: true, value: { path, size: stats.size } };
}

/**
 * True for the layout of the Hugging Face cache, in which `snapshots/<revision>/file` is a link to `blobs/<hash>`:
 * the model itself must be such a link, and both must end in the same folder of blobs.
 */
function isCachedBlob(link: string, modelPath: string): boolean {
  if (!lstatSync(modelPath).isSymbolicLink()) return false;
  const blobs = dirname(realpathSync(modelPath));
  return basename(blobs) === "blobs" && dirname(realpathSync(link)) === blobs;
}

function problem(message: string, severity: Problem["severity"] = "error"): Problem {
  return { code: "external-data", severity, message };
}

function refused(message: string): Result<never> {
  return { ok: false, error: problem(message) };
}

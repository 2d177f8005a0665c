import { dirname, resolve } from "node:path";
import { byteSource } from "../../core/read/byte-source.ts";
import { readOnnx } from "../../core/read/onnx.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { isInside } from "../../server/paths.ts";
import { isCheckpoint, readWeights } from "../../server/open-checkpoint.ts";
import { isTextModel } from "../../server/open-model.ts";
import {
  blob,
  bytesAt,
  commitOf,
  filesAt,
  isLfsPointer,
  isUnchanged,
} from "../../server/project/git-revision.ts";
import { exitCodes } from "../exit-codes.ts";
import { weightsAnalysis } from "../weights-analysis.ts";
import {
  analyzed,
  type Loaded,
  type LoadedModel,
  type ModelChoice,
  type ModelLoader,
  offsetsIn,
} from "../load-model.ts";

export type BaseVersion =
  | { readonly kind: "model"; readonly model: LoadedModel; readonly overlays: ReadonlyMap<string, string> }
  | { readonly kind: "absent" }
  | { readonly kind: "unusable"; readonly reason: string };

/** The same model as it was at a revision, read with the same choices. */
export async function baseVersion(
  choice: ModelChoice,
  now: LoadedModel,
  { base, loader }: { readonly base: string; readonly loader: ModelLoader },
): Promise<BaseVersion> {
  const file = resolve(choice.path);
  const commit = await commitOf(base, dirname(file));
  if (!commit.ok) return { kind: "unusable", reason: commit.error };
  const bytes = await bytesAt(commit.value, file);
  if (!bytes) return { kind: "absent" };
  if (isLfsPointer(bytes)) return { kind: "unusable", reason: "git keeps the file in LFS" };
  if (!now.source.traced) return used(await loadBytes(choice, bytes), new Map());
  const overlays = new Map([[file, bytes.toString("utf8")], ...(await otherSources(commit.value, file))]);
  return used(await loader.load(choice, overlays), overlays);
}

function used(loaded: Loaded, overlays: ReadonlyMap<string, string>): BaseVersion {
  if (!loaded.ok) return { kind: "unusable", reason: loaded.message };
  const { failure } = loaded.value;
  return failure === undefined
    ? { kind: "model", model: loaded.value, overlays }
    : { kind: "unusable", reason: failure };
}

const mostFiles = 200;

/** Source that has changed since, and may be imported; what is new since stays in sight. */
async function otherSources(commit: string, main: string): Promise<readonly (readonly [string, string])[]> {
  const folder = isInside(process.cwd(), main) ? process.cwd() : dirname(main);
  const files = await filesAt(commit, folder, ".py");
  const changed = files.filter((it) => it.path !== main && !isUnchanged(it)).slice(0, mostFiles);
  const texts = changed.map(async ({ path, hash }) => {
    const bytes = await blob(hash, folder);
    return bytes ? [[path, bytes.toString("utf8")] as const] : [];
  });
  return (await Promise.all(texts)).flat();
}

async function loadBytes(choice: ModelChoice, bytes: Buffer): Promise<Loaded> {
  const { path } = choice;
  const source = { name: path, path, locate: offsetsIn(path) };
  if (isTextModel(path)) {
    const { value, problems } = readOnnxText(bytes.toString("utf8"));
    return analyzed(value.model, choice, { ...source, problems });
  }
  if (!isCheckpoint(path)) {
    const { value, problems } = readOnnx(byteSource(bytes));
    return analyzed(value, choice, { ...source, problems });
  }
  const read = await readWeights(byteSource(bytes), path);
  if (!read.ok) return { ok: false, code: exitCodes.unreadable, message: read.error.message };
  const { model, problems } = read.value;
  if (model) return analyzed(model, choice, { ...source, problems });
  return {
    ok: true,
    value: { analysis: weightsAnalysis(read.value), source: { ...source, problems }, others: [] },
  };
}

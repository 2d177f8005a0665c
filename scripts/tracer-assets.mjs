// Fills dist/tracer: the sandbox's process, Pyodide, the tracer's Python, and the memory that interpreters start from.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative, sep } from "node:path";
import { sandboxBundle } from "./bundles.mjs";

const cache = ".cache/tracer";
const pyodide = "node_modules/pyodide";
/** Of these states of the Python the snapshot is kept: switching between branches costs nothing. */
const keptSnapshots = 4;

/**
 * Writes everything into `folder`. `python` holds the modules that stand below /edgewise/python in the sandbox. Making the
 * snapshot takes some seconds, so it is made only for Python that there is none for yet.
 */
export async function buildTracerAssets(folder, { isProduction = false, python = "python/tracer" } = {}) {
  mkdirSync(folder, { recursive: true });
  await build(sandboxBundle("host", folder, isProduction));
  for (const it of ["pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]) {
    copyFileSync(join(pyodide, it), join(folder, it));
  }
  const files = JSON.stringify(pythonFiles(python));
  writeFileSync(join(folder, "python.json"), files);
  const snapshot = await snapshotFor(folder, files);
  copyFileSync(snapshot, join(folder, "snapshot.bin"));
  const described = { python: hash(files), byteLength: statSync(snapshot).size };
  writeFileSync(join(folder, "snapshot.json"), JSON.stringify(described));
}

function pythonFiles(root) {
  const paths = readdirSync(root, { recursive: true })
    .filter((it) => it.endsWith(".py") && !/(^|[\\/])(tests|__pycache__)[\\/]/.test(it))
    .sort();
  const own = paths.map((it) => [it.split(sep).join("/"), readFileSync(join(root, it), "utf8")]);
  return Object.fromEntries([...own, ["edgewise_sandbox.py", readFileSync("tracer/sandbox.py", "utf8")]]);
}

async function snapshotFor(folder, files) {
  mkdirSync(cache, { recursive: true });
  const [maker] = (await build({ ...sandboxBundle("snapshot", cache, true), write: false })).outputFiles;
  const key = hash(`${files}${maker.text}${version()}`).slice(0, 16);
  const file = join(cache, `${key}.bin`);
  if (!existsSync(file)) make(maker, folder, file);
  forgetOld();
  return file;
}

function make(maker, folder, file) {
  const script = join(cache, `make-${process.pid}.mjs`);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(script, maker.contents);
  try {
    const args = [script, `${join(process.cwd(), relative(process.cwd(), folder))}/`, unfinished];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env: {} });
    if (status !== 0)
      throw new Error(`The sandbox's snapshot cannot be made.\n${stdout}${stderr.slice(-4000)}`);
    renameSync(unfinished, file);
  } finally {
    rmSync(script, { force: true });
    rmSync(unfinished, { force: true });
  }
}

function forgetOld() {
  const snapshots = readdirSync(cache).filter((it) => it.endsWith(".bin"));
  const age = (it) => statSync(join(cache, it), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const it of snapshots.sort((a, b) => age(b) - age(a)).slice(keptSnapshots))
    rmSync(join(cache, it), { force: true });
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}

function version() {
  return JSON.parse(readFileSync(join(pyodide, "package.json"), "utf8")).version;
}

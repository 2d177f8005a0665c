/** `npm run package`: one VSIX for each platform and a universal one into dist-vsix/, each opened again and checked. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { contentFaults, type Manifest } from "./package/contents.ts";
import { runFaults } from "./package/run-faults.ts";
import { stage } from "./package/stage.ts";
import { readVsix } from "./package/vsix.ts";

/** `undefined`: the one for every platform that has none of its own. */
const targets = ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64", undefined] as const;

const root = join(import.meta.dirname, "..");
const folder = join(root, "dist-vsix");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

function node(script: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${script} failed.\n${stdout}${stderr}`);
}

function pack(staged: string, target: (typeof targets)[number]): string {
  const file = join(folder, `edgewise-${manifest.version}-${target ?? "universal"}.vsix`);
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const chosen = target ? ["--target", target] : [];
  node("node_modules/@vscode/vsce/vsce", ["package", ...flags, ...chosen, "--out", file], staged);
  return file;
}

async function faultsOf(
  file: string,
): Promise<{ readonly faults: readonly string[]; readonly count: number }> {
  const contents = await readVsix(file);
  const found = contentFaults(contents, manifest, root);
  // What is missing or foreign is the first thing to mend; to run it then tells nothing new.
  return { faults: found.length > 0 ? found : runFaults(contents, manifest.version), count: contents.size };
}

/** How many of the packages have faults. */
async function packAll(staged: string): Promise<number> {
  let faultyCount = 0;
  console.log(`${"VSIX".padEnd(40)}${"size".padStart(12)}${"files".padStart(8)}`);
  for (const target of targets) {
    const file = pack(staged, target);
    const { faults, count } = await faultsOf(file);
    const size = `${(statSync(file).size / 1024).toFixed(0)} KiB`;
    console.log(`${basename(file).padEnd(40)}${size.padStart(12)}${String(count).padStart(8)}`);
    for (const it of faults) console.error(`  ${it}`);
    if (faults.length > 0) faultyCount++;
  }
  return faultyCount;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
node("scripts/build.mjs", ["--production"], root);
const staged = mkdtempSync(join(tmpdir(), "edgewise-package-"));
try {
  stage(root, staged);
  const faultyCount = await packAll(staged);
  if (faultyCount > 0) {
    console.error(`${faultyCount} packages have faults; nothing of this may be published.`);
    process.exitCode = 1;
  }
  console.log(`${targets.length - faultyCount} passed, ${faultyCount} failed`);
} finally {
  rmSync(staged, { recursive: true, force: true });
}

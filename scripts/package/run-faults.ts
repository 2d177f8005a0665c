import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Contents } from "./vsix.ts";

const model =
  '<ir_version: 10, opset_import: ["" : 21]>\ng (float[2, 3] x) => (float[2, 3] y) {\n  y = Relu(x)\n}\n';

/** Unpacks the extension where nothing else is and runs its command line; empty when all is well. */
export function runFaults(contents: Contents, version: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "edgewise-vsix-"));
  try {
    for (const [name, bytes] of contents) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    writeFileSync(join(folder, "model.onnx.txt"), model);
    const stated = run(folder, ["--version"]);
    const nodes = run(folder, ["inspect", "model.onnx.txt", "--format", "csv"]);
    return [
      ...(stated.trim() === version ? [] : [`dist/cli.cjs --version says: ${stated.slice(0, 500)}`]),
      ...(nodes.includes("Relu") ? [] : [`dist/cli.cjs inspect says: ${nodes.slice(0, 500)}`]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder: string, args: readonly string[]): string {
  const cli = join(folder, "extension/dist/cli.cjs");
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: "utf8" });
  return `${stdout}${stderr}`;
}

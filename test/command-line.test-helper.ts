import { spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { build } from "esbuild";

// The command line, bundled as the package has it: a start takes a tenth of a second, and tests have many.

export const root = join(import.meta.dirname, "..");

/** Path of the program, which lies in `dist` of a folder with the grammar beside it. */
export async function buildProgram(folder: string): Promise<string> {
  const program = join(folder, "dist", "cli.cjs");
  await build({
    entryPoints: [join(root, "cli", "main.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "warning",
    define: { "import.meta.dirname": "__dirname", "import.meta.url": "__filename" },
  });
  const { resolve } = createRequire(import.meta.url);
  for (const it of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"])
    copyFileSync(resolve(it), join(folder, "dist", basename(it)));
  return program;
}

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export async function runProgram(program: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (it: string) => (out += it));
  child.stderr.setEncoding("utf8").on("data", (it: string) => (err += it));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out, err };
}

/**
 * `npm start`: builds, prints what a bundled model costs, and opens VS Code with Edgewise on samples/. Without a desktop VS Code
 * it serves one to the browser and stays until Ctrl-C.
 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../test/host/host.ts";
import { onPath } from "../test/host/install.ts";
import { startWorkbench } from "./workbench.ts";

const samples = join(root, "samples");
const model = join("samples", "fashion-mobile.onnx");
// Not the model: at start VS Code opens files before it knows which extension has an editor for them.
const firstFile = join(samples, "demo.py");
const usage = `Usage: npm start [-- --no-editor | --browser]
  --no-editor  stop after the analysis
  --browser    serve VS Code to the browser even if there is a desktop VS Code`;

/** Resolves to the exit code once the editor was opened, or in the browser case when it was stopped. */
export async function start(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    console.error(usage);
    return 2;
  }
  if (!run("npm", ["run", "--silent", "build"])) return 1;
  if (!run(process.execPath, [join("dist", "cli.cjs"), "inspect", model, "--top", "10"])) return 1;
  if (options.editor === "none") return 0;

  const editor = options.editor === "any" ? desktopEditor() : undefined;
  if (!editor) return serve();
  console.log(`\nOpening samples/ in VS Code with Edgewise (${editor})`);
  return run(editor, [`--extensionDevelopmentPath=${root}`, samples, firstFile]) ? 0 : 1;
}

function readOptions(args: readonly string[]): { readonly editor: "none" | "any" | "browser" } | undefined {
  const options = { "no-editor": { type: "boolean" }, browser: { type: "boolean" } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    return { editor: values["no-editor"] ? "none" : values.browser ? "browser" : "any" };
  } catch {
    return undefined;
  }
}

/** The desktop VS Code on PATH. None where no window can open: on Linux without a display, or in a remote terminal. */
function desktopEditor(): string | undefined {
  const hasScreen = process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  if (process.platform === "linux" && !hasScreen) return undefined;
  if (process.env["SSH_CONNECTION"] && process.platform !== "linux") return undefined;
  return ["code", "code-insiders", "codium"].map(onPath).find((it) => it !== undefined);
}

async function serve(): Promise<number> {
  if (process.platform === "win32") {
    console.log('\nNo VS Code found. Install it and add "code" to PATH, then run npm start again.');
    return 1;
  }
  console.log("\nNo desktop VS Code to open, so one is served to the browser");
  const workbench = await startWorkbench({ folder: samples, settings: {}, token: randomUUID() });
  console.log(
    `Edgewise is at\n\n  ${workbench.url([firstFile])}\n\nOpen a model from the list on its left. Ctrl-C stops it.`,
  );

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void workbench.stop());
  await workbench.ended;
  await workbench.stop();
  return 0;
}

function run(program: string, args: readonly string[]): boolean {
  const isWindows = process.platform === "win32";
  // A shell is needed for npm.cmd and code.cmd; none of the arguments comes from outside.
  const shell = isWindows && program !== process.execPath;
  const quoted = shell ? args.map((it) => `"${it}"`) : args;
  const { status, error } = spawnSync(shell ? `"${program}"` : program, quoted, {
    cwd: root,
    stdio: "inherit",
    shell,
  });
  if (error) console.error(`${program} could not be started: ${error.message}`);
  return status === 0;
}

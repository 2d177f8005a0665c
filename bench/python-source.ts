/**
 * How long a person who edits a model waits for its numbers: the server as it ships, asked over LSP as VS Code does, in a
 * repository with the file committed. `npx tsx bench/python-source.ts FILE [DIST]` or, with torchvision's resnet.py, `npm run bench`.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type Summary } from "../protocol/requests.ts";
import { type PythonEdit, typicalEdits } from "./python-edits.ts";

const root = join(import.meta.dirname, "..");
const editCount = 60;
const hoverCount = 100;
const coldStarts = 3;
/** As long as somebody looks at the numbers before the next edit. */
const pauseMs = 150;
const patienceMs = 20_000;

export interface SourceLatency {
  /** Milliseconds from an edit until the numbers of the new text are in the editor's hands. */
  readonly edits: readonly number[];
  /** The same for all models of the file: those that nobody looks at come when the typing pauses. */
  readonly all: readonly number[];
  /** From an edit that breaks the syntax until the answer that says so. */
  readonly broken: readonly number[];
  readonly hovers: readonly number[];
  /** From the start of the server until the first numbers. */
  readonly cold: readonly number[];
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** An editor with one Python file open. */
class Editor {
  private version = 1;
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly server: ChildProcess,
    private readonly connection: ProtocolConnection,
    private readonly uri: string,
    private text: string,
  ) {}

  static async open(dist: string, file: string): Promise<Editor> {
    const server = spawn(process.execPath, [join(dist, "server.cjs"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (!server.stdout || !server.stdin) throw new Error("no pipes");
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const text = readFileSync(file, "utf8");
    const uri = pathToFileURL(file).href;
    const editor = new Editor(server, connection, uri, text);
    connection.onNotification("edgewise/changed", () => editor.waiting.forEach((it) => it()));
    connection.listen();
    const folder = pathToFileURL(join(file, "..")).href;
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      workspaceFolders: [{ uri: folder, name: "models" }],
      initializationOptions: { isTrusted: true },
    });
    await connection.sendNotification("initialized", {});
    const textDocument = { uri, languageId: "python", version: 1, text };
    await connection.sendNotification("textDocument/didOpen", { textDocument });
    return editor;
  }

  /** What VS Code asks once a document is new, or the server says that something changed. */
  async ask(): Promise<void> {
    const textDocument = { uri: this.uri };
    const end = { line: this.text.split("\n").length, character: 0 };
    const range = { start: { line: 0, character: 0 }, end };
    await Promise.all([
      this.connection.sendRequest("textDocument/inlayHint", { textDocument, range }),
      this.connection.sendRequest("textDocument/codeLens", { textDocument }),
      this.connection.sendRequest("textDocument/diagnostic", { textDocument }),
    ]);
  }

  /** Asks until the answers are about the text as it is, of the models it is about or of all; gives the milliseconds. */
  async numbers(extent: "first" | "all" = "first"): Promise<number> {
    const started = performance.now();
    for (;;) {
      const changed = this.nextChange();
      await this.ask();
      const summary = await this.connection.sendRequest<Summary | null>("edgewise/summary", {
        uri: this.uri,
      });
      const { source } = summary ?? {};
      if (source && !(extent === "first" ? source.isBusy : source.isUpdating))
        return performance.now() - started;
      await changed;
    }
  }

  /** The replacement as the one change of an event. */
  async replace(text: string): Promise<void> {
    this.version++;
    this.text = text;
    const textDocument = { uri: this.uri, version: this.version };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges: [{ text }],
    });
  }

  async hover(position: Place): Promise<number> {
    const started = performance.now();
    await this.connection.sendRequest("textDocument/hover", { textDocument: { uri: this.uri }, position });
    return performance.now() - started;
  }

  async close(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    this.connection.dispose();
    await new Promise((resolve) => this.server.once("exit", resolve));
  }

  /** Resolves at the latest when patience ends: what is asked then tells. */
  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const told = () => {
        clearTimeout(timer);
        this.waiting.delete(told);
        resolve();
      };
      const timer = setTimeout(told, patienceMs);
      this.waiting.add(told);
    });
  }
}

export async function measureSource(source: string, dist: string): Promise<SourceLatency> {
  const folder = mkdtempSync(join(tmpdir(), "edgewise-bench-"));
  const file = join(folder, basename(source));
  copyFileSync(source, file);
  commit(folder);
  try {
    const cold: number[] = [];
    for (let i = 0; i < coldStarts; i++) {
      const started = performance.now();
      const editor = await Editor.open(dist, file);
      await editor.numbers();
      cold.push(performance.now() - started);
      await editor.close();
    }
    const editor = await Editor.open(dist, file);
    await editor.numbers();
    const { edits, all, broken } = await measureEdits(editor, readFileSync(file, "utf8"));
    const hovers = await measureHovers(editor, readFileSync(file, "utf8"));
    await editor.close();
    return { cold, edits, all, broken, hovers };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureEdits(editor: Editor, original: string) {
  const edits: number[] = [];
  const all: number[] = [];
  const broken: number[] = [];
  await editor.replace(original);
  await editor.numbers();
  const measure = async (edit: PythonEdit, into: number[]) => {
    await pause(pauseMs);
    await editor.replace(edit.text);
    const first = await editor.numbers();
    into.push(first);
    if (!edit.isBroken) all.push(first + (await editor.numbers("all")));
    if (process.env.EDGEWISE_BENCH_VERBOSE) console.log(edit.what, into.at(-1)?.toFixed(0));
  };
  for (const it of typicalEdits(original, editCount)) await measure(it, it.isBroken ? broken : edits);
  await editor.replace(original);
  await editor.numbers();
  return { edits, all, broken };
}

async function measureHovers(editor: Editor, text: string): Promise<readonly number[]> {
  const places = text
    .split("\n")
    .flatMap((it, line) =>
      [...it.matchAll(/self\.\w+\(|nn\.\w+\(/g)].map((at) => ({ line, character: at.index + 6 })),
    );
  const hovers: number[] = [];
  for (let i = 0; i < hoverCount; i++) {
    const place = places[(i * 7) % places.length];
    if (place) hovers.push(await editor.hover(place));
  }
  return hovers;
}

function commit(folder: string): void {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], {
      cwd: folder,
      stdio: "ignore",
    });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "A model");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** One line for each of the waits, beside what is aimed at. */
export function sourceLines({ edits, all, broken, hovers, cold }: SourceLatency): readonly string[] {
  const line = (what: string, values: readonly number[], aim: string) =>
    `${what.padEnd(44)} ${percentile(values, 0.5).toFixed(0).padStart(6)} ${percentile(values, 0.95).toFixed(0).padStart(6)} ${aim}`;
  return [
    `${"milliseconds".padEnd(44)} median    p95`,
    line(`edit → updated numbers (${edits.length} edits)`, edits, "p95 ≤ 300"),
    line("the same, for all models of the file", all, ""),
    line(`edit that breaks the syntax → said (${broken.length})`, broken, "p95 ≤ 300"),
    line(`hover (${hovers.length})`, hovers, "p95 ≤ 20"),
    line(`start of the server → first numbers (${cold.length})`, cold, "≤ 3000"),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, dist = join(root, "dist")] = process.argv.slice(2);
  if (!file) throw new Error("Say which Python file.");
  for (const it of sourceLines(await measureSource(file, dist))) console.log(it);
}

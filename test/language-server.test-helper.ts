import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const root = join(import.meta.dirname, "..");

/** What a server may ask of an editor that says it can do it. */
const serverRequests = [
  "client/registerCapability",
  "workspace/inlayHint/refresh",
  "workspace/codeLens/refresh",
  "workspace/diagnostic/refresh",
  "workspace/textDocumentContent/refresh",
];

interface Options {
  readonly capabilities?: Record<string, unknown>;
  readonly roots?: readonly string[];
}

/** `edgewise lsp --stdio` as any editor starts it: spoken to over LSP and nothing else. */
export class LanguageServer {
  readonly connection: ProtocolConnection;
  /** What `initialize` gave. */
  capabilities: Record<string, unknown> = {};
  /** What the server is told when it asks for settings; change it with `set`. */
  private settings: unknown = null;
  /** Methods of requests that the server sent, with their parameters. */
  readonly asked: { method: string; params: unknown }[] = [];
  private readonly process: ChildProcess;

  private constructor() {
    this.process = spawn(
      process.execPath,
      ["--import", "tsx", join(root, "cli", "main.ts"), "lsp", "--stdio"],
      {
        cwd: root,
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    const { stdin, stdout } = this.process;
    if (!stdout || !stdin) throw new Error("no pipes");
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    for (const method of serverRequests) {
      this.connection.onRequest(method, (params: unknown) => {
        this.asked.push({ method, params });
        return null;
      });
    }
    this.connection.listen();
  }

  static async start({ capabilities = {}, roots = [] }: Options = {}): Promise<LanguageServer> {
    const server = new LanguageServer();
    const answer = await server.ask<{ capabilities: Record<string, unknown> }>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: roots.map((uri) => ({ uri, name: "root" })),
    });
    server.capabilities = answer.capabilities;
    await server.tell("initialized", {});
    return server;
  }

  async stop(): Promise<void> {
    await this.ask("shutdown");
    await this.tell("exit");
    this.connection.dispose();
    this.process.kill();
  }

  ask<T>(method: string, params?: unknown): Promise<T> {
    return params === undefined
      ? this.connection.sendRequest<T>(method)
      : this.connection.sendRequest<T>(method, params);
  }

  tell(method: string, params?: unknown): Promise<void> {
    return params === undefined
      ? this.connection.sendNotification(method)
      : this.connection.sendNotification(method, params);
  }

  open(uri: string, text: string, languageId = "onnx-text"): Promise<void> {
    return this.tell("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  change(uri: string, version: number, ...contentChanges: unknown[]): Promise<void> {
    return this.tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  async set(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.tell("workspace/didChangeConfiguration", { settings: null });
  }

  hover(uri: string, line: number, character: number) {
    return this.ask<{ contents: { value: string } } | null>("textDocument/hover", at(uri, line, character));
  }
}

export function at(uri: string, line: number, character: number) {
  return { textDocument: { uri }, position: { line, character } };
}

/** A range from one line to another. */
export function lines(from: number, to: number) {
  return { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
}

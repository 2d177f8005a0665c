import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

// The server as any editor starts it: `edgewise lsp --stdio`, spoken to over LSP and nothing else.
const root = join(import.meta.dirname, "..");
const uri = "file:///models/net.onnx.txt";
const text = `<ir_version: 8, opset_import: ["" : 17]>
net (float[1, 3, 8, 8] x, float[4, 3, 3, 3] w = ["location": "w.bin"]) => (float[1, 4, 6, 6] y) {
  c = Conv(x, w)
  y = Relu(c)
}
`;

let server: ChildProcess;
let connection: ProtocolConnection;

beforeAll(async () => {
  server = spawn(process.execPath, ["--import", "tsx", join(root, "cli", "main.ts"), "lsp", "--stdio"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (!server.stdout || !server.stdin) throw new Error("no pipes");
  connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>(
    "initialize",
    {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    },
  );
  expect(capabilities.hoverProvider).toBe(true);
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "onnx-text", version: 1, text },
  });
}, 20_000);

afterAll(async () => {
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  server.kill();
});

const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

describe("the language server over stdio", () => {
  test("hovers a node", async () => {
    const { contents } = await connection.sendRequest<{ contents: { value: string } }>(
      "textDocument/hover",
      at(2, 7),
    );
    // 4 × 6 × 6 outputs, each 3 × 3 × 3 products.
    expect(contents.value).toContain("3,888");
    expect(contents.value).toContain("3×3");
  });

  test("gives hints, lens, symbols, folds, definition and references", async () => {
    const textDocument = { uri };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hints = await connection.sendRequest<{ label: string }[]>("textDocument/inlayHint", {
      textDocument,
      range,
    });
    expect(hints.map((it) => it.label.slice(0, 9))).toEqual(["⟶ 1×4×6×6", "⟶ 1×4×6×6"]);
    const lenses = await connection.sendRequest<{ command: { title: string } }[]>("textDocument/codeLens", {
      textDocument,
    });
    expect(lenses[0]?.command.title).toContain("108 parameters");
    const symbols = await connection.sendRequest<{ name: string; children: unknown[] }[]>(
      "textDocument/documentSymbol",
      { textDocument },
    );
    expect(symbols[0]?.children).toHaveLength(2);
    const folds = await connection.sendRequest<unknown[]>("textDocument/foldingRange", { textDocument });
    expect(folds.length).toBeGreaterThan(0);
    const [link] = await connection.sendRequest<{ targetSelectionRange: { start: unknown } }[]>(
      "textDocument/definition",
      at(3, 11),
    );
    expect(link?.targetSelectionRange.start).toEqual({ line: 2, character: 2 });
    const references = await connection.sendRequest<unknown[]>("textDocument/references", {
      ...at(2, 2),
      context: { includeDeclaration: true },
    });
    expect(references).toHaveLength(2);
  });

  test("pulls diagnostics that follow the text", async () => {
    const pull = () =>
      connection.sendRequest<{ items: { message: string; range: { start: { line: number } } }[] }>(
        "textDocument/diagnostic",
        { textDocument: { uri } },
      );
    expect((await pull()).items).toEqual([]);
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: text.replace("Conv(x, w)", "Conv(x, w") }],
    });
    const { items } = await pull();
    expect(items.length).toBeGreaterThan(0);
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text }],
    });
    expect((await pull()).items).toEqual([]);
  });

  test("shows a binary model as text by workspace/textDocumentContent", async () => {
    const file = pathToFileURL(join(root, "samples", "fashion-mobile.onnx")).pathname;
    const content = await connection.sendRequest<{ text: string }>("workspace/textDocumentContent", {
      uri: `edgewise-model:${file}`,
    });
    expect(content.text).toContain("Conv");
  });

  test("answers a cancelled request", async () => {
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const source = new CancellationTokenSource();
    const asked = connection.sendRequest("textDocument/hover", at(2, 7), source.token);
    source.cancel();
    // Either the answer was ready, or it is the error that LSP has for a cancelled request.
    await expect(asked.catch((error: { code: number }) => error.code)).resolves.toSatisfy(
      (it: unknown) => it === -32800 || typeof it === "object",
    );
  });
});

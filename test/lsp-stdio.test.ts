import { copyFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { at, LanguageServer, lines } from "./language-server.test-helper.ts";

const samples = join(import.meta.dirname, "..", "samples");
const uri = "file:///models/net.onnx.txt";
const text = `<ir_version: 8, opset_import: ["" : 17]>
net (float[1, 3, 8, 8] x, float[4, 3, 3, 3] w = ["location": "w.bin"]) => (float[1, 4, 6, 6] y) {
  c = Conv(x, w)
  y = Relu(c)
}
`;

const contentModified = -32801;
const requestCancelled = -32800;

describe("the language server over stdio, for an editor that can do little", () => {
  let server: LanguageServer;

  beforeAll(async () => {
    server = await LanguageServer.start();
    await server.open(uri, text);
  }, 20_000);

  afterAll(() => server.stop());

  test("hovers a node", async () => {
    expect(server.capabilities.hoverProvider).toBe(true);
    const hover = await server.hover(uri, 2, 7);
    // 4 × 6 × 6 outputs, each 3 × 3 × 3 products.
    expect(hover?.contents.value).toContain("3,888");
    expect(hover?.contents.value).toContain("3×3");
  });

  test("gives hints, lens, symbols and folds", async () => {
    const textDocument = { uri };
    const range = lines(0, 9);
    const hints = await server.ask<{ label: string }[]>("textDocument/inlayHint", { textDocument, range });
    expect(hints.map((it) => it.label.slice(0, 9))).toEqual(["⟶ 1×4×6×6", "⟶ 1×4×6×6"]);
    const resolved = await server.ask<{ tooltip: { value: string } }>("inlayHint/resolve", hints[0]);
    expect(resolved.tooltip.value).toContain("3,888");
    const lenses = await server.ask<{ command: { title: string } }[]>("textDocument/codeLens", {
      textDocument,
    });
    expect(lenses[0]?.command.title).toContain("108 parameters");
    const symbols = await server.ask<{ name: string; children: unknown[] }[]>("textDocument/documentSymbol", {
      textDocument,
    });
    expect(symbols[0]?.children).toHaveLength(2);
    const folds = await server.ask<unknown[]>("textDocument/foldingRange", { textDocument });
    expect(folds.length).toBeGreaterThan(0);
  });

  test("finds the definition, as a place since this editor knows no links, and the references", async () => {
    expect(await server.ask("textDocument/definition", at(uri, 3, 11))).toEqual([
      { uri, range: { start: { line: 2, character: 2 }, end: { line: 2, character: 3 } } },
    ]);
    const context = { includeDeclaration: true };
    const references = await server.ask("textDocument/references", { ...at(uri, 2, 2), context });
    expect(references).toHaveLength(2);
    const highlights = await server.ask<{ kind: number }[]>("textDocument/documentHighlight", at(uri, 2, 2));
    // Write and read, as LSP numbers them.
    expect(highlights.map((it) => it.kind)).toEqual([3, 2]);
  });

  test("pulls diagnostics that follow the text", async () => {
    const pull = () =>
      server.ask<{ items: { message: string }[] }>("textDocument/diagnostic", { textDocument: { uri } });
    expect((await pull()).items).toEqual([]);
    await server.change(uri, 2, { text: text.replace("Conv(x, w)", "Conv(x, w") });
    expect((await pull()).items.length).toBeGreaterThan(0);
    await server.change(uri, 3, { text });
    expect((await pull()).items).toEqual([]);
  });

  test("gives a hint no card from another version of the text", async () => {
    const params = { textDocument: { uri }, range: lines(0, 9) };
    const [hint] = await server.ask<object[]>("textDocument/inlayHint", params);
    await server.change(uri, 4, { text: text.replace("Conv(x, w)", "Foo(x)") });
    expect(await server.ask("inlayHint/resolve", hint)).toEqual(hint);
    await server.change(uri, 5, { text });
  });

  test("shows a binary model as text by workspace/textDocumentContent", async () => {
    const file = pathToFileURL(join(samples, "fashion-mobile.onnx")).pathname;
    const content = await server.ask<{ text: string }>("workspace/textDocumentContent", {
      uri: `edgewise-model:${file}`,
    });
    expect(content.text).toContain("Conv");
    const missing = await server.ask<{ text: string }>("workspace/textDocumentContent", {
      uri: "edgewise-model:/none/none.onnx",
    });
    expect(missing.text).toBe("# /none/none.onnx can't be opened: there is no such file.\n");
    const elsewhere = await server.ask<{ text: string }>("workspace/textDocumentContent", {
      uri: "edgewise-model:/net.onnx?memfs:/net.onnx",
    });
    expect(elsewhere.text).toBe("# memfs:/net.onnx can't be read by this editor.\n");
  });

  test("answers a cancelled request", async () => {
    const source = new CancellationTokenSource();
    const asked = server.connection.sendRequest("textDocument/hover", at(uri, 2, 7), source.token);
    source.cancel();
    // Either the answer was ready, or it is the error that LSP has for a cancelled request.
    await expect(asked.catch((error: { code: number }) => error.code)).resolves.toSatisfy(
      (it: unknown) => it === requestCancelled || typeof it === "object",
    );
  });

  const documentRequests = [
    "hover",
    "definition",
    "references",
    "documentHighlight",
    "documentSymbol",
    "foldingRange",
    "inlayHint",
    "codeLens",
  ];

  test("has no answer for documents that it was never given, and for other languages", async () => {
    await server.open("file:///a.txt", text, "plaintext");
    for (const other of ["file:///none.onnx.txt", "untitled:Untitled-1", "file:///a.txt", "x:"]) {
      for (const method of documentRequests) {
        const params = { ...at(other, 2, 7), range: lines(0, 9), context: { includeDeclaration: true } };
        expect(await server.ask(`textDocument/${method}`, params)).toBeNull();
      }
      expect(await server.ask("edgewise/summary", { uri: other })).toBeNull();
      const { items } = await server.ask<{ items: unknown[] }>("textDocument/diagnostic", {
        textDocument: { uri: other },
      });
      expect(items).toEqual([]);
    }
  });

  test("takes places outside the text", async () => {
    const places = [
      [-1, -1],
      [0, -5],
      [2, 9_999],
      [9_999, 0],
      [2 ** 31 - 1, 2 ** 31 - 1],
      [1.5, 0.5],
    ] as const;
    for (const [line, character] of places) {
      const position = { line, character };
      const params = {
        ...at(uri, line, character),
        range: { start: position, end: position },
        context: { includeDeclaration: true },
      };
      for (const method of documentRequests) await server.ask(`textDocument/${method}`, params);
    }
    const all = { start: { line: -9, character: -9 }, end: { line: 9_999, character: 9_999 } };
    const hints = await server.ask<unknown[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range: all,
    });
    expect(hints).toHaveLength(2);
    const backwards = { start: all.end, end: all.start };
    expect(await server.ask("textDocument/inlayHint", { textDocument: { uri }, range: backwards })).toEqual(
      [],
    );
  });

  test("outlives requests that make no sense", async () => {
    for (const params of [{}, { textDocument: {} }, { textDocument: { uri: 7 }, position: null }, []])
      await server.ask("textDocument/hover", params).catch(() => undefined);
    await server.ask("edgewise/summary", {}).catch(() => undefined);
    await server.ask("edgewise/none", {}).catch(() => undefined);
    await server.ask("inlayHint/resolve", { label: "x" }).catch(() => undefined);
    await server.tell("edgewise/none", {});
    expect(await server.hover(uri, 2, 7)).not.toBeNull();
  });

  test("asks nothing of an editor that cannot answer", async () => {
    await server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///a.onnx", type: 2 }] });
    await server.tell("workspace/didChangeConfiguration", { settings: { edgewise: { hover: false } } });
    // Nor does it have to: the settings came along.
    expect(await server.hover(uri, 2, 7)).toBeNull();
    await server.tell("workspace/didChangeConfiguration", { settings: {} });
    expect(await server.hover(uri, 2, 7)).not.toBeNull();
    expect(server.asked).toEqual([]);
  });
});

describe("answers and edits that overtake each other", () => {
  const nodes = 1500;
  const from = 10_000;
  /** Version v is about a tensor of 1 × (10,000 + v): a shape tells which text it is from. */
  const chain = (version: number) =>
    `<ir_version: 8, opset_import: ["" : 17]>\nnet (float[1, ${from + version}] a0) => (a${nodes}) {\n${Array.from({ length: nodes }, (_, i) => `  a${i + 1} = Relu(a${i})`).join("\n")}\n}\n`;
  const place = { start: { line: 1, character: 14 }, end: { line: 1, character: 19 } };

  test("no answer is about another text than the one that was current", { timeout: 120_000 }, async () => {
    const server = await LanguageServer.start();
    const document = "file:///models/chain.onnx.txt";
    let version = 1;
    await server.open(document, chain(version));
    const seen: number[] = [];
    const codes: number[] = [];
    let random = 12345;
    const below = (limit: number) => {
      random = (random * 1103515245 + 12345) % 2 ** 31;
      return Math.floor((random / 2 ** 31) * limit);
    };
    const textDocument = { uri: document };
    const requests = [
      () => server.hover(document, 2, 8),
      () => server.hover(document, 2 + below(nodes), 8),
      () => server.ask("textDocument/inlayHint", { textDocument, range: lines(0, 40) }),
      () => server.ask("textDocument/inlayHint", { textDocument, range: lines(below(nodes), nodes) }),
      () => server.ask("edgewise/summary", { uri: document }),
    ];

    async function check(ask: () => Promise<unknown>): Promise<void> {
      const sent = version;
      try {
        const shapes = [...JSON.stringify(await ask()).matchAll(/1×(\d{5})/g)];
        const about = new Set(shapes.map((it) => Number(it[1]) - from));
        expect(about.size).toBe(1);
        const [answered = 0] = about;
        expect(answered).toBeGreaterThanOrEqual(sent);
        expect(answered).toBeLessThanOrEqual(version);
        seen.push(answered);
      } catch (error) {
        const { code } = error as { code?: number };
        if (code === undefined) throw error;
        codes.push(code);
      }
    }

    const pending: Promise<void>[] = [];
    for (let edit = 0; edit < 200; edit++) {
      for (let i = below(4); i > 0; i--) {
        const ask = requests[below(requests.length)];
        if (ask) pending.push(check(ask));
      }
      version++;
      await server.change(document, version, { range: place, text: String(from + version) });
      const pause = below(6);
      if (pause === 0) await Promise.all(pending);
      else if (pause < 3) await new Promise((done) => setTimeout(done, below(30)));
    }
    await Promise.all(pending);
    await check(requests[0] as () => Promise<unknown>);
    await server.stop();

    // In the order of their arrival, answers never go back to an older text.
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen[seen.length - 1]).toBe(version);
    expect(new Set(seen).size).toBeGreaterThan(10);
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set([contentModified]));
  });
});

describe("the language server over stdio, for an editor that can do all", () => {
  let server: LanguageServer;
  let folder: string;
  const symbolic = text
    .replaceAll("[1, 3, 8, 8]", "[batch, 3, side, side]")
    .replace("float[1, 4, 6, 6] y", "y");

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-lsp-")));
    copyFileSync(join(samples, "fashion-mobile.onnx"), join(folder, "net.onnx"));
    writeFileSync(join(folder, "small.onnx.txt"), text);
    server = await LanguageServer.start({
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          inlayHint: { refreshSupport: true },
          codeLens: { refreshSupport: true },
          diagnostics: { refreshSupport: true },
          textDocumentContent: {},
        },
        textDocument: { definition: { linkSupport: true } },
      },
      roots: [pathToFileURL(folder).href],
    });
    await server.open(uri, symbolic);
  }, 20_000);

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const asked = (method: string) => server.asked.filter((it) => it.method === method);

  test("asks to be told of settings", async () => {
    await vi.waitFor(() => expect(asked("client/registerCapability")).toHaveLength(1));
  });

  test("settings turn hover, lenses and hints off", async () => {
    const textDocument = { uri };
    const hints = () =>
      server.ask<{ label: string }[] | null>("textDocument/inlayHint", { textDocument, range: lines(0, 9) });
    const lenses = () => server.ask<unknown[] | null>("textDocument/codeLens", { textDocument });
    await server.set({ hover: false, codeLens: false, inlayHints: "off" });
    expect([await server.hover(uri, 2, 7), await lenses(), await hints()]).toEqual([null, null, null]);
    await server.set({ inlayHints: "shape", bindings: { side: 8 } });
    expect((await hints())?.map((it) => it.label)).toEqual(["⟶ 1×4×6×6", "⟶ 1×4×6×6"]);
    expect(await server.hover(uri, 2, 7)).not.toBeNull();
    expect(await lenses()).toHaveLength(1);
    // Of the wrong kind: as if not set.
    await server.set({ hover: "never", inlayHints: 7, bindings: { side: "8" } });
    expect(await server.hover(uri, 2, 7)).not.toBeNull();
    await vi.waitFor(() => {
      for (const kind of ["inlayHint", "codeLens", "diagnostic"])
        expect(asked(`workspace/${kind}/refresh`)).toHaveLength(3);
    });
  });

  test("sizes in the settings change the totals", async () => {
    const summary = async () =>
      server.ask<{ facts: string[]; openSymbols: string[] }>("edgewise/summary", { uri });
    await server.set({});
    expect((await summary()).openSymbols).toEqual(["side"]);
    await server.set({ bindings: { side: 8 } });
    expect(await summary()).toMatchObject({ openSymbols: [] });
    expect((await summary()).facts[1]).toBe("3,888 multiply-adds");
    await server.set({ bindings: { side: 8, batch: 2 } });
    expect((await summary()).facts[1]).toBe("7,776 multiply-adds");
    await server.set({});
  });

  test("a string in Python has the card of its model, and leads to it", async () => {
    const python = pathToFileURL(join(folder, "net.py")).href;
    await server.open(
      python,
      `a = load("net.onnx")\nb = load("small.onnx.txt")\nc = load("none.onnx")\nd = load(f"net.onnx")\n`,
      "python",
    );
    const hover = await server.hover(python, 0, 14);
    expect(hover?.contents.value).toContain("**net.onnx**");
    expect(hover?.contents.value).toContain("| parameters | 94.7\u2009k |");
    const target = async (line: number) =>
      (await server.ask<{ targetUri: string }[] | null>("textDocument/definition", at(python, line, 14)))?.[0]
        ?.targetUri;
    const file = pathToFileURL(join(folder, "net.onnx")).pathname;
    expect(await target(0)).toBe(`edgewise-model:${file}`);
    expect(await target(1)).toBe(pathToFileURL(join(folder, "small.onnx.txt")).href);
    expect([await target(2), await target(3)]).toEqual([undefined, undefined]);
    expect(await server.hover(python, 2, 14)).toBeNull();
    expect(await server.hover(python, 3, 14)).toBeNull();
    expect(await server.hover(python, 0, 2)).toBeNull();
  });

  test("follows a model that changes on disk", async () => {
    const file = pathToFileURL(join(folder, "net.onnx"));
    const shown = `edgewise-model:${file.pathname}`;
    const content = async () =>
      (await server.ask<{ text: string }>("workspace/textDocumentContent", { uri: shown })).text;
    const summary = async () =>
      server
        .ask<{ facts: string[] }>("edgewise/summary", { uri: shown })
        .catch((it: { code: number }) => it.code);

    const before = await content();
    // As an editor on Windows may have it.
    await server.open(shown, before.replaceAll("\n", "\r\n"));
    expect(await summary()).toMatchObject({
      facts: expect.arrayContaining(["94.7\u2009k parameters"]) as unknown,
    });

    copyFileSync(join(samples, "fashion-resnet.onnx"), join(folder, "net.onnx"));
    // The editor still shows the text of the old file: an answer about the new one would point anywhere.
    expect(await summary()).toBe(contentModified);
    await server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: file.href, type: 2 }] });
    await vi.waitFor(() =>
      expect(asked("workspace/textDocumentContent/refresh").map((it) => it.params)).toEqual([{ uri: shown }]),
    );
    const after = await content();
    expect(after).not.toBe(before);
    await server.change(shown, 2, { text: after });
    const answer = await summary();
    expect(answer).toHaveProperty("facts");
    expect(answer).not.toMatchObject({
      facts: expect.arrayContaining(["94.7\u2009k parameters"]) as unknown,
    });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bytesOf, op } from "../core/read/encode-pickle.test-helper.ts";
import { LanguageServer } from "./language-server.test-helper.ts";

// A client that shows file://…/x.pt as edgewise-model:…/x.pt, as VS Code does.

const sample = join(import.meta.dirname, "..", "samples", "fashion-mobile-half.pt");
let server: LanguageServer;
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "edgewise-weights-"));
  server = await LanguageServer.start();
}, 20_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

function documentOf(path: string): string {
  return pathToFileURL(path)
    .toString()
    .replace(/^file:\/\//, "edgewise-model:");
}

async function shown(path: string): Promise<{ uri: string; text: string }> {
  const uri = documentOf(path);
  const { text } = await server.ask<{ text: string }>("workspace/textDocumentContent", { uri });
  await server.open(uri, text, "edgewise-weights");
  return { uri, text };
}

interface Report {
  readonly items: readonly { readonly message: string; readonly severity: number; readonly code: string }[];
}

test("weights are a text with an outline, folds, cards and totals", async () => {
  const { uri, text } = await shown(sample);
  expect(text).toMatch(/^# Weights of fashion-mobile-half\.pt$/m);
  // As samples/README.md has them.
  expect(text).toMatch(/^parameters {2}96\.8 k \(96,762\)$/m);
  expect(text).toMatch(/^tensors {5}122$/m);
  const textDocument = { uri };
  const symbols = await server.ask<{ name: string; children?: unknown[] }[]>("textDocument/documentSymbol", {
    textDocument,
  });
  expect(symbols.map((it) => it.name)).toEqual(["features", "classifier", "imports"]);
  expect(symbols[0]?.children).toHaveLength(10);
  const folds = await server.ask<unknown[]>("textDocument/foldingRange", { textDocument });
  expect(folds.length).toBeGreaterThan(20);
  const line = text.split("\n").findIndex((it) => it.startsWith("classifier"));
  expect((await server.hover(uri, line, 2))?.contents.value).toContain("| parameters | 1,290 (1.3%) |");
  const report = await server.ask<Report>("textDocument/diagnostic", { textDocument });
  expect(report.items).toEqual([]);
  const summary = await server.ask<{ facts: string[] }>("edgewise/summary", { uri });
  expect(summary.facts[0]).toBe("96.8\u2009k parameters");
  expect(await server.ask("textDocument/inlayHint", { textDocument, range: range(0, 99) })).toBeNull();
  expect(await server.ask("textDocument/definition", { textDocument, position: position(line) })).toBeNull();
});

test("a pickle that runs code is an error that names it, and is not run", async () => {
  const canary = join(folder, "canary");
  const path = join(folder, "evil.ckpt");
  writeFileSync(
    path,
    bytesOf(
      op.proto(2),
      op.global("os", "system"),
      op.text(`touch ${canary}`),
      op.tuple1,
      op.reduce,
      op.stop,
    ),
  );
  const { uri, text } = await shown(path);
  expect(text).toContain("os.system");
  const report = await server.ask<Report>("textDocument/diagnostic", { textDocument: { uri } });
  expect(report.items).toMatchObject([{ severity: 1, code: "pickle-code-execution" }]);
  expect(report.items[0]?.message).toContain("calls os.system");
  expect(() => rmSync(canary)).toThrow();
});

test("a broken archive says what is wrong, and at which byte", async () => {
  const path = join(folder, "cut.safetensors");
  writeFileSync(path, Uint8Array.from([9, 0, 0, 0, 0, 0, 0, 0, 0x7b]));
  const { uri, text } = await shown(path);
  expect(text).toMatch(/^# .*cut off/);
  const report = await server.ask<Report>("textDocument/diagnostic", { textDocument: { uri } });
  expect(report.items).toMatchObject([{ severity: 1, code: "unreadable" }]);
  expect(report.items[0]?.message).toMatch(/byte \d+ of the file/);
});

test("only what holds weights is one to be shown", async () => {
  const isModel = (path: string) =>
    server.ask<boolean>("edgewise/isModel", { uri: pathToFileURL(path).toString() });
  expect(await isModel(sample)).toBe(true);
  const other = join(folder, "firmware.bin");
  for (const bytes of [[0x7f, 0x45, 0x4c, 0x46, 1, 2, 3], [0x4e, 0x2e, 0, 0], []]) {
    writeFileSync(other, Uint8Array.from(bytes));
    expect(await isModel(other)).toBe(false);
  }
  expect(await isModel(join(folder, "nowhere.bin"))).toBe(false);
});

function position(line: number) {
  return { line, character: 0 };
}

function range(from: number, to: number) {
  return { start: position(from), end: position(to) };
}

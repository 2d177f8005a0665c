import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type FixEdit } from "../../core/rules/contract/fix.ts";
import { fixEdits, ignoreEdit, type SourceEdit } from "./fix-edits.ts";
import { loadPythonParser, type PythonParser } from "./python-parser.ts";
import { type ShownModel } from "./python-view.ts";

let parser: PythonParser;
let folder = "";
beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url);
  folder = mkdtempSync(join(tmpdir(), "edgewise-fix-"));
  for (const it of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"])
    copyFileSync(resolve(it), join(folder, basename(it)));
  parser = await loadPythonParser(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const node = {} as NodeReport;
const model = { places: [], analysis: { nodes: [], outputs: [] } } as unknown as ShownModel;

/** The text with the fix, where the node comes from the first layer of the text, or from its last call. */
function fixed(text: string, ...edits: Partial<FixEdit>[]): string | undefined {
  const [layer] = parser.parse(text).layers;
  const call = text.lastIndexOf("F.");
  const found = fixEdits(
    { title: "", edits: edits.map((it) => ({ kind: "argument", node, ...it }) as FixEdit) },
    {
      text,
      model,
      layerOf: () => layer,
      callOf: () => (call < 0 ? undefined : { offset: call, length: text.indexOf(")", call) + 1 - call }),
      syntaxOf: (span) => parser.callAt(text, span),
    },
  );
  return found && applied(text, found);
}

function applied(text: string, edits: readonly SourceEdit[]): string {
  return [...edits]
    .reverse()
    .reduce(
      (all, { span, text: written }) =>
        all.slice(0, span.offset) + written + all.slice(span.offset + span.length),
      text,
    );
}

const head = "from torch import nn\n";
const kernel = { name: "kernel_size", value: 3 };
const padding = { name: "padding", value: 1 };

describe("an argument", () => {
  // Order of arguments: https://docs.pytorch.org/docs/2.6/generated/torch.nn.Conv2d.html
  test.each([
    ["by its position", "nn.Conv2d(3, 16, 4)", "nn.Conv2d(3, 16, 3, padding=1)"],
    ["by its name", "nn.Conv2d(3, 16, kernel_size=4)", "nn.Conv2d(3, 16, kernel_size=3, padding=1)"],
    ["as a tuple", "nn.Conv2d(3, 16, (4, 4), 1, 2)", "nn.Conv2d(3, 16, 3, 1, 1)"],
    [
      "with its line breaks and comments",
      "nn.Conv2d(\n    3,  # colours\n    16,\n    4,\n)",
      "nn.Conv2d(\n    3,  # colours\n    16,\n    3, padding=1,\n)",
    ],
    ["after an umlaut", 'a = "ä😀"; nn.Conv2d(3, 16, 4)', 'a = "ä😀"; nn.Conv2d(3, 16, 3, padding=1)'],
  ])("%s", (_, before, after) => {
    expect(fixed(head + before, kernel, padding)).toBe(head + after);
  });

  test.each([
    ["that is computed", "nn.Conv2d(3, 16, size)"],
    ["behind a star", "nn.Conv2d(*sizes)"],
    ["of another class", "nn.Linear(3, 16)"],
  ])("%s is left", (_, before) => expect(fixed(head + before, kernel, padding)).toBeUndefined());

  test("that other layers would have to follow is left when they are not known", () => {
    expect(fixed(`${head}nn.Conv2d(3, 33, 3)`, { name: "out_channels", value: 64 })).toBeUndefined();
  });
});

describe("another module", () => {
  const edit = { kind: "module", from: "Hardswish", to: "ReLU6" } as const;
  test("keeps its package and its arguments", () => {
    expect(fixed(`${head}nn.Hardswish( inplace = True )`, edit)).toBe(`${head}nn.ReLU6( inplace = True )`);
  });
  test("as a function", () => {
    const text = "import torch.nn.functional as F\ny = F.hardswish(x)\n";
    expect(fixed(text, edit)).toBe("import torch.nn.functional as F\ny = F.relu6(x)\n");
  });
  test("that was imported alone is left", () => {
    expect(fixed("from torch.nn import Hardswish\nHardswish()", edit)).toBeUndefined();
  });
});

describe("ignoreEdit", () => {
  const ignored = (text: string, at: string) => {
    const edit = ignoreEdit(text, text.indexOf(at) + at.length, "even-kernel");
    return edit && applied(text, [edit]);
  };
  test.each([
    ["a = f(1)\nb = 2", "f(1)", "a = f(1)  # edgewise: ignore even-kernel\nb = 2"],
    ["a = f(1),  \r\nb", "f(1)", "a = f(1),  # edgewise: ignore even-kernel\r\nb"],
    ["a = f(1)  # why", "f(1)", "a = f(1)  # why  # edgewise: ignore even-kernel"],
    ["f(1)  # edgewise: ignore x", "f(1)", "f(1)  # edgewise: ignore x, even-kernel"],
    ["f(1)", "f(1)", "f(1)  # edgewise: ignore even-kernel"],
  ])("%j", (text, at, after) => expect(ignored(text, at)).toBe(after));

  test("no comment can follow a backslash", () =>
    expect(ignored("a = f(1) \\\n  + 2", "f(1)")).toBeUndefined());
});

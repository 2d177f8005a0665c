import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layerParameters } from "../../core/python/layer-parameters.ts";
import { loadPythonParser, type PythonParser } from "./python-parser.ts";

const folder = mkdtempSync(join(tmpdir(), "edgewise-grammar-"));
let parser: PythonParser;
beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url);
  for (const it of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"])
    copyFileSync(resolve(it), join(folder, basename(it)));
  parser = await loadPythonParser(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const net = `import torch
import torch.nn as nn
from torch.nn import Linear as L, LSTM

class Base(nn.Module):
    pass

class Net(Base):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, kernel_size=(7, 7), stride=2, bias=False)
        self.head = nn.Sequential(nn.ReLU(), L(64 * 2, 10))
        self.rnn = LSTM(hidden, 20)

class Data(torch.utils.data.Dataset): ...

def build(): return Net()
`;

describe("PythonParser", () => {
  test("finds classes, and which of them are modules", () => {
    const { classes, functions } = parser.parse(net);
    expect(classes.map((it) => [it.name, it.isModule])).toEqual([
      ["Base", true],
      ["Net", true],
      ["Data", false],
    ]);
    expect(classes[1]?.nameSpan).toEqual({ offset: net.indexOf("Net(Base)"), length: 3 });
    expect(functions.map((it) => it.name)).toEqual(["build"]);
  });

  test("finds layers with their arguments", () => {
    const { layers } = parser.parse(net);
    expect(layers.map((it) => [it.callee, it.attribute, it.className, layerParameters(it)])).toEqual([
      ["torch.nn.Conv2d", "conv1", "Net", 9408],
      ["torch.nn.Sequential", "head", "Net", undefined],
      ["torch.nn.ReLU", "head", "Net", undefined],
      ["torch.nn.Linear", "head", "Net", 1290],
      ["torch.nn.LSTM", "rnn", "Net", undefined],
    ]);
    const [conv] = layers;
    expect(net.slice(conv?.span.offset).startsWith("nn.Conv2d(3")).toBe(true);
  });

  // The line a person is just writing, in the middle of class A; class B after it must not be lost.
  test.each([
    "self.x = nn.Linear(3,",
    "self.x = [nn.Linear(1, 2),",
    "self.x = nn.Linear(",
    "self.x =",
    "self.x = nn.",
    "self.x = nn.Linear(3, bias=",
    "if x ==",
    "for i in",
    "self.x = {'a': nn.Linear(3, 4)",
    "x = 'abc",
  ])("keeps the class after %s", (line) => {
    const text = `from torch import nn

class A(nn.Module):
    def __init__(self):
        ${line}
        self.y = nn.Linear(5, 6)

    def forward(self, x):
        return x

class B(nn.Module):
    def __init__(self):
        self.z = nn.Conv2d(3, 64, 7)
`;
    const { classes, layers, faults } = parser.parse(text);
    expect(classes.map((it) => it.name)).toEqual(["A", "B"]);
    const z = layers.find((it) => it.attribute === "z");
    expect(z?.className).toBe("B");
    expect(text.slice(z?.span.offset, (z?.span.offset ?? 0) + (z?.span.length ?? 0))).toBe(
      "nn.Conv2d(3, 64, 7)",
    );
    expect(layers.some((it) => it.attribute === "y" && it.className === "A")).toBe(true);
    expect(faults.length).toBeLessThan(10);
  });

  test("any text gives an answer", () => {
    for (let length = 0; length < net.length; length += 7) parser.parse(net.slice(0, length));
    parser.parse("\0\u{1f600}\ufeff(((" + "x".repeat(10_000));
    expect(parser.parse("").classes).toEqual([]);
  });
});

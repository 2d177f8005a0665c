import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { modelStringAt } from "./python-strings.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "edgewise-python-"));
  mkdirSync(join(folder, "source"));
  mkdirSync(join(folder, "folder.onnx"));
  for (const name of [
    "net.onnx",
    "it's.onnx",
    "a#b.onnx",
    "a\\b.onnx",
    "näme 👍.onnx",
    "net.onnx.txt",
    "source/own.onnx",
  ])
    writeFileSync(join(folder, name), "");
});

afterAll(() => rmSync(folder, { recursive: true }));

/** `^` stands at the pointer; the name of the file found, or undefined. */
function found(line: string, { language = "python", uri = "source/net.py" } = {}): string | undefined {
  const before = "x = 1\n";
  const character = line.indexOf("^");
  const at = character < 0 ? line.indexOf(".onnx") : character;
  const text = `${before}${line.replace("^", "")}\ny = 2\n`;
  const document = TextDocument.create(pathToFileURL(join(folder, uri)).href, language, 1, text);
  const it = modelStringAt(document, { line: 1, character: at }, [pathToFileURL(folder).href]);
  return it && basename(it.file.path);
}

describe("modelStringAt", () => {
  for (const line of [
    'load("net.onnx")',
    "load('net.onnx')",
    'load("""net.onnx""")',
    "load('''net.onnx''')",
    'load(r"net.onnx")',
    'load(R"net.onnx", u"x")',
    'load(b"net.onnx")',
    'load(rb"net.onnx")',
    'load("./source/../net.onnx")',
    'load("a", \'b\', "net.onnx")',
    'load("#", "net.onnx")',
    'load(f"{x}", "net.onnx")',
    'load(f"{x}" "net.onnx")',
    'load("\\"", "net.onnx")',
    'load(r"\\\\", "net.onnx")',
    'load("", \'\', "net.onnx")',
    'print("don\'t"); load("net.onnx")',
    'load("^net.onnx")',
    'load("net.onnx^")',
  ]) {
    test(line, () => expect(found(line)).toBe("net.onnx"));
  }

  for (const [line, name] of [
    ['load("own.onnx")', "own.onnx"],
    ["load('it\\'s.onnx')", "it's.onnx"],
    ['load("it\'s.onnx")', "it's.onnx"],
    ['load("a#b.onnx")', "a#b.onnx"],
    ['load("a\\\\b.onnx")', "a\\b.onnx"],
    ['load(r"a\\b.onnx")', "a\\b.onnx"],
    ['load("näme 👍.onnx")', "näme 👍.onnx"],
    ['load("net.onnx.txt")', "net.onnx.txt"],
  ] as const) {
    test(line, () => expect(found(line)).toBe(name));
  }

  for (const line of [
    'load(f"net.onnx")',
    'load(rf"net.onnx")',
    'load(F"""net.onnx""")',
    "# load the net.onnx",
    '# load("net.onnx")',
    'x = 1  # "net.onnx"',
    'load("other.onnx")',
    'load("folder.onnx")',
    'load("net.onnx',
    'x = """see "net.onnx" there',
    'x = "a\\" "net.onnx"',
    "load(net.onnx)",
    '^load("net.onnx")',
    'load(^"net.onnx")',
    'load("net.onnx"^)',
    'load("net\\0.onnx")',
    'load("\\net.onnx")',
    'load("net.py")',
    'load("//localhost/share/net.onnx")',
    'load("\\\\\\\\localhost\\\\share\\\\net.onnx")',
  ]) {
    test(`nothing in ${line}`, () => expect(found(line)).toBeUndefined());
  }

  test("gives the range of the contents, in UTF-16 units", () => {
    const uri = pathToFileURL(join(folder, "a.py")).href;
    const document = TextDocument.create(uri, "python", 1, 'x = "👍"; load(r"net.onnx")');
    expect(modelStringAt(document, { line: 0, character: 20 }, [])?.range).toEqual({
      start: { line: 0, character: 17 },
      end: { line: 0, character: 25 },
    });
  });

  test("knows the folder of a notebook", () => {
    const uri = `vscode-notebook-cell:${pathToFileURL(join(folder, "a.ipynb")).pathname}#W0`;
    const document = TextDocument.create(uri, "python", 1, 'load("net.onnx")');
    expect(modelStringAt(document, { line: 0, character: 8 }, [])?.file.fsPath).toBe(
      join(folder, "net.onnx"),
    );
  });

  test("looks at Python alone", () => {
    expect(found('load("net.onnx")', { language: "rust" })).toBeUndefined();
  });

  test("stays quick on a line that is all quotes", () => {
    const before = performance.now();
    expect(found(`${"\"'\\".repeat(50_000)}net.onnx`)).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

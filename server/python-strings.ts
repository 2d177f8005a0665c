// Finds strings in Python source that name an existing model file; it must not run or import anything.
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Position, type Range } from "vscode-languageserver";
import { type TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { checkpointEndings } from "./open-checkpoint.ts";
import { modelEndings } from "./open-model.ts";

export interface ModelString {
  readonly file: URI;
  /** The string's contents, without its quotes. */
  readonly range: Range;
}

/** The model file named by the string at a position, sought beside the source file and in the workspace's roots. */
export function modelStringAt(
  document: TextDocument,
  { line, character }: Position,
  roots: readonly string[],
): ModelString | undefined {
  if (document.languageId !== "python") return undefined;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const found = stringsIn(text).find((it) => character >= it.start && character <= it.end);
  const file = found && existingModel(found.value, foldersFor(document, roots));
  if (!file) return undefined;
  const range = { start: { line, character: found.start }, end: { line, character: found.end } };
  return { file: URI.file(file), range };
}

interface PythonString {
  readonly value: string;
  /** Of the contents, in UTF-16 units from the start of the line. */
  readonly start: number;
  readonly end: number;
}

// What a line of Python is made of, as far as it matters here: comments, strings that end on the line, strings that do
// not (they take the rest of it), names, and all else.
const token = /#.*|([A-Za-z]{0,2})("""|'''|"(?!"")|'(?!''))((?:(?!\2)[^\\\r\n]|\\.)*)\2|["'].*|\w+|[^]/g;

/** The strings of one line that say what they say: f-strings compute their value, so they are left out. */
function stringsIn(line: string): readonly PythonString[] {
  const strings: PythonString[] = [];
  for (const { 0: all, 1: prefix = "", 2: quote, 3: contents = "", index } of line.matchAll(token)) {
    if (quote === undefined || !/^(?:[bu]?|r|br|rb)$/i.test(prefix)) continue;
    const end = index + all.length - quote.length;
    const value = /r/i.test(prefix) ? contents : unescaped(contents);
    strings.push({ value, start: end - contents.length, end });
  }
  return strings;
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** Python keeps the backslash of an escape that it does not know. Codes (\x41) name no file that people have. */
function unescaped(contents: string): string {
  return contents.replace(/\\(.)/g, (whole, it: string) => escapes[it] ?? whole);
}

function foldersFor(document: TextDocument, roots: readonly string[]): readonly string[] {
  return [
    // The cells of a notebook have the notebook's path.
    ...fsPathOf(document.uri, ["file", "vscode-notebook-cell"]).map((it) => dirname(it)),
    ...roots.flatMap((it) => fsPathOf(it, ["file"])),
  ];
}

function fsPathOf(uri: string, schemes: readonly string[]): readonly string[] {
  const { scheme, path } = URI.parse(uri);
  return schemes.includes(scheme) ? [URI.file(path).fsPath] : [];
}

const shownEndings = [...modelEndings, ...checkpointEndings];

function existingModel(name: string, folders: readonly string[]): string | undefined {
  if (!shownEndings.some((it) => name.toLowerCase().endsWith(it)) || name.includes("\0")) return undefined;
  // Only to look whether //host/share/net.onnx is there would log in at a host that the source names.
  if (/^[\\/]{2}/.test(name)) return undefined;
  return folders.map((it) => resolve(it, name)).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

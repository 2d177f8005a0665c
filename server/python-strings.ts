// Finds strings in Python source that name an existing model file; it must not run or import anything.
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Position, type Range } from "vscode-languageserver";
import { type TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { modelEndings } from "./open-model.ts";

export interface ModelString {
  readonly file: URI;
  /** The string's contents, without its quotes. */
  readonly range: Range;
}

// One plain string on one line, after an optional prefix; f-strings compute their value and are left out.
const literal = /(?<![\w"'])(?:[rRuU]?)("""|'''|"|')((?:(?!\1)[^\\\n]|\\.)*)\1/g;

/** The model file named by the string at a position, sought beside the source file and in the workspace's roots. */
export function modelStringAt(
  document: TextDocument,
  { line, character }: Position,
  roots: readonly string[],
): ModelString | undefined {
  if (document.languageId !== "python") return undefined;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  for (const found of text.matchAll(literal)) {
    const quote = found[1] ?? "";
    const contents = found[2] ?? "";
    const start = found.index + found[0].length - quote.length - contents.length;
    if (character < start || character > start + contents.length) continue;
    const file = existingModel(contents, foldersFor(document, roots));
    if (!file) return undefined;
    const range = { start: { line, character: start }, end: { line, character: start + contents.length } };
    return { file: URI.file(file), range };
  }
  return undefined;
}

function foldersFor(document: TextDocument, roots: readonly string[]): readonly string[] {
  const { scheme, fsPath } = URI.parse(document.uri);
  const own = scheme === "file" ? [dirname(fsPath)] : [];
  return [...own, ...roots.flatMap((it) => (URI.parse(it).scheme === "file" ? [URI.parse(it).fsPath] : []))];
}

function existingModel(name: string, folders: readonly string[]): string | undefined {
  if (!modelEndings.some((it) => name.toLowerCase().endsWith(it)) || name.includes("\0")) return undefined;
  return folders.map((it) => resolve(it, name)).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

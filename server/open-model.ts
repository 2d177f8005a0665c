// Opens a model file for the server and the command line: reads what it needs of it and closes it again.
import { basename } from "node:path";
import { type Model } from "../core/graph/model.ts";
import { type Problem, type Result } from "../core/graph/problem.ts";
import { readOnnx } from "../core/read/onnx.ts";
import { readOnnxText } from "../core/read/onnx-text.ts";
import { type TextMap } from "../core/read/onnx-text-map.ts";
import { checkExternalData, openModelFile } from "./model-file.ts";

export interface OpenedModel {
  readonly name: string;
  readonly path: string;
  readonly model: Model;
  readonly problems: readonly Problem[];
  /** For a text file: the text and where things stand in it. */
  readonly source?: { readonly text: string; readonly map: TextMap };
}

/** Endings of files in ONNX text syntax. */
export const textEndings: readonly string[] = [".onnx.txt", ".onnxtxt"];
export const modelEndings: readonly string[] = [".onnx", ...textEndings];

export function isTextModel(path: string): boolean {
  return textEndings.some((it) => path.toLowerCase().endsWith(it));
}

export function openModel(path: string): Result<OpenedModel> {
  return isTextModel(path) ? openText(path) : openBinary(path);
}

// A text of this size is no fixture any more; it would be megabytes of syntax tree.
const maxTextBytes = 64 * 1024 * 1024;

function openText(path: string): Result<OpenedModel> {
  // Not by readFileSync: it waits for ever at a pipe, and reads a device that has no end.
  const opened = openModelFile(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    if (file.size > maxTextBytes)
      return failure(`${path} has ${file.size} bytes; ONNX text is read up to ${maxTextBytes}.`);
    const text = Buffer.from(file.read(0, file.size)).toString("utf8");
    const { value, problems } = readOnnxText(text);
    const { model, map } = value;
    return { ok: true, value: { name: basename(path), path, model, problems, source: { text, map } } };
  } catch (error) {
    return failure(`${path} can't be read: ${(error as Error).message}`);
  } finally {
    file.close();
  }
}

function openBinary(path: string): Result<OpenedModel> {
  const opened = openModelFile(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const { value: model, problems } = readOnnx(file);
    return {
      ok: true,
      value: {
        name: basename(path),
        path,
        model,
        problems: [...problems, ...checkExternalData(model, path)],
      },
    };
  } catch (error) {
    return failure(`${path} can't be read: ${(error as Error).message}`);
  } finally {
    file.close();
  }
}

function failure(message: string): Result<OpenedModel> {
  return { ok: false, error: { code: "unreadable", severity: "error", message } };
}

import { relative, resolve } from "node:path";
import { type SourceRange } from "../core/graph/source-range.ts";
import { openModelFile } from "../server/model-file.ts";
import { isInside } from "../server/paths.ts";

// The sandbox reads no larger ones either.
const maxSourceBytes = 8 * 1024 * 1024;

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export function readSource(path: string): Outcome<string> {
  const opened = openModelFile(path);
  if (!opened.ok) return { ok: false, error: opened.error.message };
  const file = opened.value;
  try {
    if (file.size > maxSourceBytes)
      return { ok: false, error: `${path} has ${file.size} bytes; source is read up to ${maxSourceBytes}` };
    return { ok: true, value: Buffer.from(file.read(0, file.size)).toString("utf8") };
  } catch (error) {
    return { ok: false, error: `${path} can't be read: ${(error as Error).message}` };
  } finally {
    file.close();
  }
}

export function placeText(path: string, location: SourceRange | undefined): string {
  return location ? `${fileName(path)(location.file)}:${location.line}:${location.column}` : path;
}

/** The file as it was typed; others from here, when they are below. */
export function fileName(path: string): (file: string) => string {
  const own = resolve(path);
  return (file) => {
    if (file === own) return path;
    return isInside(process.cwd(), file) ? relative(process.cwd(), file) : file;
  };
}

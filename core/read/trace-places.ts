/** The places of a trace: files, frames and stacks, each written once and referred to by number. It must not open files. */
import { type SourceRange } from "../graph/source-range.ts";
import { asCount, asIndex, type Json, type TraceReading } from "./trace-reading.ts";

const maxFiles = 20_000;
const maxFrames = 1_000_000;
const maxStacks = 1_000_000;
const longestPath = 4096;

export interface Places {
  readonly files: readonly string[];
  /** Undefined for a number that points nowhere. */
  frame(index: unknown): SourceRange | undefined;
  /** Outermost first; empty for a number that points nowhere. */
  stack(index: unknown): readonly SourceRange[];
}

export interface PathRules {
  /** With these, only files below one of them may be named. */
  readonly roots: readonly string[] | undefined;
  readonly hostPath: (path: string) => string;
}

export function readPlaces(trace: Json, reading: TraceReading, { roots, hostPath }: PathRules): Places {
  const files = reading.list(trace.files, "files", maxFiles).map((it, i) => {
    const path = pathOf(it, roots);
    if (path === undefined) reading.malformed(`file ${i} is not one that it was given`);
    return path === undefined ? undefined : hostPath(path);
  });
  const frames = reading.list(trace.frames, "frames", maxFrames).map((it, i) => {
    const found = rangeOf(it, files);
    if (found === "damaged") reading.malformed(`frame ${i} is no place in a file`);
    return found === "damaged" ? undefined : found;
  });
  const frame = (index: unknown) => frames[asIndex(index, frames.length) ?? -1];
  const stacks = reading.list(trace.stacks, "stacks", maxStacks).map((it, i) => {
    if (Array.isArray(it)) return it.map(frame).filter((found) => found !== undefined);
    reading.malformed(`stack ${i} is no list`);
    return none;
  });
  return {
    files: files.filter((it) => it !== undefined),
    frame,
    stack: (index) => stacks[asIndex(index, stacks.length) ?? -1] ?? none,
  };
}

const none: readonly SourceRange[] = [];

function pathOf(value: unknown, roots: readonly string[] | undefined): string | undefined {
  if (typeof value !== "string" || value === "" || value.length > longestPath) return undefined;
  // A path with a control character in it is none that anybody wants to open.
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)) return undefined;
  if (!roots) return value;
  const isInside = roots.some((it) => value === it || value.startsWith(/[\\/]$/.test(it) ? it : `${it}/`));
  return isInside && !/(^|[\\/])\.\.([\\/]|$)/.test(value) ? value : undefined;
}

/** From lines counted from 1 and columns counted from 0; undefined where only the file is not known. */
function rangeOf(
  value: unknown,
  files: readonly (string | undefined)[],
): SourceRange | "damaged" | undefined {
  if (!Array.isArray(value)) return "damaged";
  const [fileIndex, ...numbers] = value as readonly unknown[];
  const index = asIndex(fileIndex, files.length);
  const [line, column, endLine, endColumn] = numbers.map(asCount);
  if (index === undefined || !line || column === undefined) return "damaged";
  if (!endLine || endColumn === undefined || endLine < line) return "damaged";
  if (endLine === line && endColumn < column) return "damaged";
  const file = files[index];
  return file === undefined
    ? undefined
    : { file, line, column: column + 1, endLine, endColumn: endColumn + 1 };
}

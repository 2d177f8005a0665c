// The line of Python in the workspace that an exported node was made from; it must not read files, nor name one outside.
import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Node } from "../../core/graph/model.ts";
import { stackTraceOf } from "../../core/python/stack-trace.ts";
import { isInside } from "../paths.ts";

export interface SourcePlace {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Finds places for the nodes of one model; looks at each file once. */
export class ExportedSource {
  private readonly known = new Map<string, string | undefined>();

  constructor(private readonly roots: readonly string[]) {}

  /** The innermost call that is in a file of the workspace. */
  placeOf(node: Node): SourcePlace | undefined {
    for (const { file, line } of stackTraceOf(node)) {
      const path = this.find(file);
      if (path !== undefined) return { path, line };
    }
    return undefined;
  }

  private find(file: string): string | undefined {
    if (!this.known.has(file)) this.known.set(file, this.lookFor(file));
    return this.known.get(file);
  }

  /** Models are exported on other machines: the longest end of the path that is below a folder of the workspace. */
  private lookFor(file: string): string | undefined {
    const parts = file.split(/[\\/]/).filter((it) => it !== "" && it !== ".");
    if (parts.includes("..") || parts.includes("site-packages") || !file.endsWith(".py")) return undefined;
    for (const root of this.roots) {
      if (isInside(root, file) && isFileBelow(root, file)) return file;
    }
    for (let i = 0; i < parts.length; i++)
      for (const root of this.roots) {
        const path = join(root, ...parts.slice(i));
        if (isFileBelow(root, path)) return path;
      }
    return undefined;
  }
}

/** Links may lead elsewhere. */
function isFileBelow(root: string, path: string): boolean {
  try {
    return statSync(path).isFile() && isInside(realpathSync(root), realpathSync(path));
  } catch {
    return false;
  }
}

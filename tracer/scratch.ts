// Keeps the folder for temporary files inside the sandbox small: it lives in this process's memory, outside the
// interpreter's, so that the limit on the interpreter's memory does not hold it.
import { errno, type FileSystem } from "./emscripten.ts";

export const scratchSizeLimit = 64 * 1024 * 1024;

export function limitScratch(FS: FileSystem): { reset(): void } {
  const { MEMFS } = FS.filesystems;
  let size = 0;
  for (const name of ["expandFileStorage", "resizeFileStorage"] as const) {
    const original = MEMFS[name].bind(MEMFS);
    MEMFS[name] = (node, wanted) => {
      const before = capacity(node);
      if (size + Math.max(0, wanted - before) > scratchSizeLimit) throw new FS.ErrnoError(errno.noSpace);
      original(node, wanted);
      size += capacity(node) - before;
    };
  }
  return {
    reset() {
      size = 0;
    },
  };
}

function capacity(node: { readonly contents?: unknown }): number {
  return ArrayBuffer.isView(node.contents) ? node.contents.byteLength : 0;
}

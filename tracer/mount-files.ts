// Shows files of ours inside Emscripten's file system. There are no operations that change anything: what is not in the
// tables below is answered "not permitted" by Emscripten.
import { errno, type FileNode, type FileStream, type FileSystem, type Handle } from "./emscripten.ts";
import { type Entry } from "./file-view.ts";

/** Paths are the sandbox's own. */
export interface Files {
  stat(path: string): Entry | undefined;
  list(path: string): readonly string[];
  /** `undefined` when the file is not there, or larger than may be read. */
  open(path: string, isWriting: boolean): Handle | undefined;
  /** What may be opened for writing. */
  isWritable?(path: string): boolean;
}

const mode = { directory: 0o40555, file: 0o100444, writable: 0o100666 } as const;
const writeFlags = 3;

export function mountFiles(FS: FileSystem, mountPoint: string, files: Files): void {
  const nodeOps = nodeOperations(FS, files, createNode);
  const streamOps = streamOperations(FS, files);

  function createNode(parent: FileNode | null, name: string, path: string): FileNode {
    const entry = files.stat(path);
    if (!entry) throw new FS.ErrnoError(errno.notThere);
    const kind = entry.isDirectory ? "directory" : files.isWritable?.(path) ? "writable" : "file";
    const node = FS.createNode(parent, name, mode[kind], 0);
    node.path = path;
    node.node_ops = nodeOps;
    node.stream_ops = streamOps;
    return node;
  }

  FS.mount({ mount: () => createNode(null, "/", mountPoint) }, {}, mountPoint);
}

function nodeOperations(
  FS: FileSystem,
  files: Files,
  createNode: (parent: FileNode, name: string, path: string) => FileNode,
): object {
  return {
    lookup: (parent: FileNode, name: string) => createNode(parent, name, `${parent.path ?? ""}/${name}`),
    readdir: (node: FileNode) => [".", "..", ...files.list(node.path ?? "")],
    getattr(node: FileNode) {
      const entry = files.stat(node.path ?? "");
      if (!entry) throw new FS.ErrnoError(errno.notThere);
      const time = new Date(entry.mtimeMs);
      return {
        dev: 1,
        ino: node.id,
        mode: node.mode,
        nlink: 1,
        uid: 0,
        gid: 0,
        rdev: 0,
        size: entry.size,
        atime: time,
        mtime: time,
        ctime: time,
        blksize: 4096,
        blocks: Math.ceil(entry.size / 4096),
      };
    },
    // `open(path, "w")` cuts a file first; only a device takes that, and it starts anew anyway.
    setattr(node: FileNode) {
      if (!files.isWritable?.(node.path ?? "")) throw new FS.ErrnoError(errno.permission);
    },
  };
}

function streamOperations(FS: FileSystem, files: Files): object {
  return {
    open(stream: FileStream) {
      if (FS.isDir(stream.node.mode)) return;
      const handle = files.open(stream.node.path ?? "", (stream.flags & writeFlags) !== 0);
      if (!handle) throw new FS.ErrnoError(errno.tooBig);
      stream.handle = handle;
    },
    // Four parameters and a fifth are Emscripten's; the buffer is its whole memory.
    read(stream: FileStream, ...[buffer, offset, length, position]: [Int8Array, number, number, number]) {
      const bytes = stream.handle?.bytes.subarray(position, position + length) ?? new Uint8Array();
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, offset);
      return bytes.length;
    },
    write(stream: FileStream, ...[buffer, offset, length]: [Int8Array, number, number]) {
      if (!stream.handle?.write) throw new FS.ErrnoError(errno.permission);
      const memory = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
      try {
        stream.handle.write(memory.slice(offset, offset + length));
      } catch {
        throw new FS.ErrnoError(errno.tooBig);
      }
      return length;
    },
    close(stream: FileStream) {
      stream.handle?.close?.();
    },
    llseek(stream: FileStream, offset: number, whence: number) {
      const start = whence === 1 ? stream.position : whence === 2 ? (stream.handle?.bytes.length ?? 0) : 0;
      if (start + offset < 0) throw new FS.ErrnoError(errno.invalid);
      return start + offset;
    },
  };
}

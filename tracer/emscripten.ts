// The parts of Emscripten and Pyodide that the tracer touches, as types. Names with an underscore are not promised by
// their authors: the version is pinned, and the tests of the sandbox fail when one of them goes.

export interface FileNode {
  readonly id: number;
  readonly parent: FileNode;
  readonly name: string;
  mode: number;
  node_ops: object;
  stream_ops: object;
  mounted: unknown;
  /** Ours: the path that the node stands for. */
  path?: string;
  contents?: unknown;
}

export interface FileStream {
  fd: number | null;
  readonly node: FileNode;
  position: number;
  readonly flags: number;
  /** Ours: what is behind an open file. */
  handle?: Handle;
}

/** An open file of ours. */
export interface Handle {
  readonly bytes: Uint8Array;
  write?(bytes: Uint8Array): void;
  close?(): void;
}

export interface FileSystem {
  readonly streams: readonly (FileStream | null | undefined)[];
  readonly filesystems: { readonly MEMFS: MemoryFileSystem };
  ignorePermissions: boolean;
  createNode(parent: FileNode | null, name: string, mode: number, device: number): FileNode;
  mount(type: object, options: object, path: string): FileNode;
  unmount(path: string): void;
  mkdirTree(path: string, mode?: number): void;
  chmod(path: string, mode: number): void;
  chdir(path: string): void;
  unlink(path: string): void;
  readdir(path: string): readonly string[];
  stat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  closeStream(descriptor: number): void;
  writeFile(path: string, text: string): void;
  readonly ErrnoError: new (errno: number) => Error;
}

export interface MemoryFileSystem {
  expandFileStorage(node: FileNode & { usedBytes?: number }, size: number): void;
  resizeFileStorage(node: FileNode & { usedBytes?: number }, size: number): void;
}

export interface InterpreterModule {
  readonly FS: FileSystem;
  /** Another object after each growth. */
  readonly HEAP8: Int8Array;
  readonly _Py_EMSCRIPTEN_SIGNAL_HANDLING: number;
  _PyRun_SimpleString(text: number): number;
  _free(pointer: number): void;
  stringToNewUTF8(text: string): number;
  stackSave(): number;
  stackRestore(pointer: number): void;
}

export interface Pyodide {
  readonly _module: InterpreterModule;
  makeMemorySnapshot(): Uint8Array;
}

/** Error numbers of this build. */
export const errno = {
  access: 2,
  fault: 29,
  invalid: 28,
  tooBig: 22,
  notThere: 44,
  noSpace: 51,
  permission: 63,
} as const;

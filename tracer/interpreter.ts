// Starts CPython in WebAssembly and runs one request at a time in it. Before each request the interpreter's whole memory is
// put back to how it was before any user code ran, so that no trace sees what an earlier one did.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { type DeviceFiles, deviceFiles, type PythonFiles } from "./device-files.ts";
import { type FileStream, type FileSystem, type InterpreterModule, type Pyodide } from "./emscripten.ts";
import { growMemoryFor } from "./grow-memory.ts";
import { type Files, mountFiles } from "./mount-files.ts";
import { limitScratch } from "./scratch.ts";

export interface BootOptions {
  /** The folder with Pyodide's files and the tracer's Python. */
  readonly assets: string;
  /** Without one the interpreter starts from nothing, which takes some seconds. */
  readonly snapshot?: Uint8Array;
  /** Given what Python prints. */
  readonly printed: (bytes: Uint8Array) => void;
}

/** Memory of the interpreter at one moment. */
export interface MemoryImage {
  readonly bytes: Int8Array;
  readonly stackPointer: number;
}

const scratch = "/tmp";
const reserved = ["/", "/lib", "/dev", "/proc", "/edgewise"];

export class Interpreter {
  private readonly streams: readonly (FileStream | null | undefined)[];
  private mountPoints: readonly string[] = [];

  private constructor(
    private readonly module: InterpreterModule,
    readonly devices: DeviceFiles,
    private readonly scratchLimit: { reset(): void },
  ) {
    this.streams = [...module.FS.streams];
  }

  static async boot(options: BootOptions): Promise<Interpreter> {
    const { _module: module } = await loadFrom(options);
    const devices = prepareFiles(module.FS, readPython(options.assets));
    if (!options.snapshot) runWhole(module, preload);
    runWhole(module, harden);
    closeFiles(module.FS);
    return new Interpreter(module, devices, limitScratch(module.FS));
  }

  /** The memory that `boot` may start from. It must be made before any user code ran. */
  static async snapshot(assets: string): Promise<Uint8Array> {
    const pyodide = await load(
      { assets, printed: (it) => process.stderr.write(it) },
      { _makeSnapshot: true },
    );
    prepareFiles(pyodide._module.FS, readPython(assets));
    runWhole(pyodide._module, preload);
    return pyodide.makeMemorySnapshot();
  }

  image(): MemoryImage {
    return { bytes: this.module.HEAP8.slice(), stackPointer: this.module.stackSave() };
  }

  /** Forgets everything since the image was made: memory, open files, the scratch folder, the current folder. */
  restore({ bytes, stackPointer }: MemoryImage): void {
    const { FS } = this.module;
    this.module.HEAP8.set(bytes);
    this.module.HEAP8.fill(0, bytes.length);
    this.module.stackRestore(stackPointer);
    const streams = FS.streams as (FileStream | null | undefined)[];
    for (let i = 0; i < streams.length; i++) {
      const stream = (streams[i] = this.streams[i]);
      // Closing takes the number away, which is how Emscripten tells open from closed.
      if (stream) stream.fd = i;
    }
    for (const it of [...this.mountPoints].reverse()) FS.unmount(it);
    this.mountPoints = [];
    FS.unmount(scratch);
    FS.mount(FS.filesystems.MEMFS, {}, scratch);
    this.scratchLimit.reset();
    FS.chdir(scratch);
  }

  /** Shows folders of the host at the paths given. Throws when one would hide the sandbox's own folders. */
  mount(paths: readonly string[], files: Files): void {
    const { FS } = this.module;
    const outermost = paths.filter(
      (it) => !paths.some((other) => other !== it && it.startsWith(`${other}/`)),
    );
    FS.ignorePermissions = true;
    try {
      for (const it of new Set(outermost)) {
        // A folder of packages that somebody named and that is not there is no reason to stop.
        if (!files.stat(it)) continue;
        if (reserved.includes(it)) throw new Error(`The folder ${it} cannot be shown to traced code.`);
        FS.mkdirTree(it, 0o555);
        mountFiles(FS, it, files);
        this.mountPoints = [...this.mountPoints, it];
      }
    } finally {
      FS.ignorePermissions = false;
    }
  }

  /** Runs Python; 0 when it raised nothing. Throws what the gate throws. */
  run(code: string): number {
    // Python looks for interrupts only when this is set.
    this.module.HEAP8[this.module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
    return run(this.module, code);
  }

  get heapBytes(): number {
    return this.module.HEAP8.length;
  }
}

const preload =
  "import sys\nsys.path.insert(0, '/edgewise/python')\nimport edgewise_sandbox\nedgewise_sandbox.preload()";
const harden = "import edgewise_sandbox\nedgewise_sandbox.harden()";

function readPython(assets: string): PythonFiles {
  return JSON.parse(readFileSync(join(assets, "python.json"), "utf8")) as PythonFiles;
}

async function loadFrom({ snapshot, ...options }: BootOptions): Promise<Pyodide> {
  if (!snapshot) return load(options, undefined);
  const done = growMemoryFor(snapshot);
  try {
    return await load(options, { _loadSnapshot: snapshot });
  } finally {
    done();
  }
}

async function load(
  { assets, printed }: Pick<BootOptions, "assets" | "printed">,
  extra: object | undefined,
): Promise<Pyodide> {
  const swallow = { write: (bytes: Uint8Array) => (printed(bytes), bytes.length) };
  const pyodide = await loadPyodide({
    indexURL: assets,
    // Python gets no object of JavaScript's.
    jsglobals: Object.freeze({}),
    stdin: () => null,
    stdout: () => undefined,
    stderr: () => undefined,
    env: { HOME: scratch },
    // Else Python, and the snapshot, would know where this is installed.
    _sysExecutable: "/usr/bin/python3",
    packageBaseUrl: assets,
    lockFileContents: JSON.stringify({ info: lockInfo, packages: {} }),
    ...extra,
  } as Parameters<typeof loadPyodide>[0]);
  pyodide.setStdout(swallow);
  pyodide.setStderr(swallow);
  return pyodide as unknown as Pyodide;
}

/** There are no packages to install; Pyodide wants the list all the same. */
const lockInfo = {
  abi_version: "2026_0",
  arch: "wasm32",
  platform: "emscripten_5_0_3",
  version: "314.0.7",
  python: "3.14.2",
};

function prepareFiles(FS: FileSystem, python: PythonFiles): DeviceFiles {
  const devices = deviceFiles(python);
  FS.mkdirTree("/edgewise");
  mountFiles(FS, "/edgewise", devices);
  FS.mount(FS.filesystems.MEMFS, {}, scratch);
  FS.chdir(scratch);
  return devices;
}

/** Nothing outside the scratch folder can be written from here on, and no terminal is left. */
function closeFiles(FS: FileSystem): void {
  for (const it of FS.readdir("/dev").filter((name) => name.startsWith("tty"))) FS.unlink(`/dev/${it}`);
  const visit = (path: string) => {
    const { mode } = FS.stat(path);
    if (["/dev", "/proc", "/edgewise", scratch].includes(path)) return;
    if (FS.isDir(mode)) {
      for (const it of FS.readdir(path))
        if (it !== "." && it !== "..") visit(`${path === "/" ? "" : path}/${it}`);
      FS.chmod(path, 0o555);
    } else if (FS.isFile(mode)) FS.chmod(path, 0o444);
  };
  visit("/");
}

function runWhole(module: InterpreterModule, code: string): void {
  if (run(module, code) !== 0) throw new Error("The tracer's own Python cannot be loaded.");
}

function run(module: InterpreterModule, code: string): number {
  const pointer = module.stringToNewUTF8(code);
  const status = module._PyRun_SimpleString(pointer);
  module._free(pointer);
  return status;
}

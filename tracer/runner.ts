// One request in the interpreter: files shown, memory put back, Python run, the outcome named. Packages that traces load
// again and again are loaded once beforehand, into a memory image of their own.
import { resolve } from "node:path";
import { type Handle } from "./emscripten.ts";
import { fileView, type FileView, isWithin } from "./file-view.ts";
import { type Gate, InterpreterExit, Violation } from "./gate.ts";
import { hostFs } from "./host-fs.ts";
import { type Interpreter, type MemoryImage } from "./interpreter.ts";
import { type Done, type Job } from "./messages.ts";
import { type Files } from "./mount-files.ts";
import { fromSandboxPath, toSandboxPath } from "./sandbox-path.ts";
import { MemoryExceeded, type Watch } from "./watch.ts";

export interface Answer {
  readonly reply?: string;
  readonly outcome: Done["outcome"];
  readonly detail: string;
}

/** A package that was loaded, and when its file was written. */
interface LoadedModule {
  readonly name: string;
  readonly file: string;
}

interface WarmImage {
  readonly image: MemoryImage;
  readonly searchPath: string;
  readonly names: ReadonlySet<string>;
  readonly modules: readonly (LoadedModule & { readonly mtimeMs: number })[];
}

const serve = "import edgewise_sandbox\nedgewise_sandbox.serve()";
const warmUp = "import edgewise_sandbox\nedgewise_sandbox.warm()";
/** Loading packages ahead may take as long as the slowest of them does. */
const warmUpSeconds = 20;
/** Above this, keeping a second image costs more memory than the time is worth. */
const imageSizeLimit = 300 * 1024 * 1024;

export class Runner {
  private readonly base: MemoryImage;
  private warm: WarmImage | undefined;
  private warmable: readonly LoadedModule[] = [];

  constructor(
    private readonly interpreter: Interpreter,
    private readonly gate: Gate,
    private readonly watch: Watch,
  ) {
    this.base = interpreter.image();
  }

  run(job: Job): Answer {
    const answer = this.execute(job, serve, this.imageFor(job), job.request.limits.seconds);
    if (answer.outcome === "reply") {
      const modules = parseModules(this.interpreter.devices.written("modules"));
      // The names come from where user code ran: nothing outside the packages' folders is looked at for them.
      this.warmable = modules.filter(({ file }) =>
        job.request.searchPath.some((it) => isWithin(resolve(it), file)),
      );
    }
    return answer;
  }

  /** Called when the answer is out: the next request for the same packages finds them loaded. */
  prepareNext(job: Job): void {
    const searchPath = JSON.stringify(job.request.searchPath);
    const known = this.warm?.searchPath === searchPath ? this.warm : undefined;
    const modules = new Map([...(known?.modules ?? []), ...this.warmable].map((it) => [it.name, it]));
    if (this.warmable.every((it) => known?.names.has(it.name)) || modules.size > moduleLimit) return;
    const request = { ...job.request, modules: [...modules.keys()] };
    const { outcome, detail } = this.execute({ request, overlays: [] }, warmUp, this.base, warmUpSeconds);
    if (outcome !== "reply" || detail !== "" || this.interpreter.heapBytes > imageSizeLimit) return;
    this.warm = {
      image: this.interpreter.image(),
      searchPath,
      names: new Set(modules.keys()),
      modules: [...modules.values()].map((it) => ({ ...it, mtimeMs: modified(it.file) })),
    };
  }

  /** Packages that were loaded ahead must still be what lies on the disk, and not be changed in the editor. */
  private imageFor({ request, overlays }: Job): MemoryImage {
    const { warm } = this;
    if (warm?.searchPath !== JSON.stringify(request.searchPath)) return this.base;
    const unsaved = new Set(overlays.map(([path]) => resolve(path)));
    if (warm.modules.some((it) => unsaved.has(it.file))) return this.base;
    if (warm.modules.some((it) => modified(it.file) !== it.mtimeMs)) this.warm = undefined;
    return this.warm?.image ?? this.base;
  }

  private execute({ request, overlays }: Job, code: string, image: MemoryImage, seconds: number): Answer {
    const { interpreter, watch } = this;
    interpreter.restore(image);
    const folders = [...request.roots, ...request.searchPath].map((it) => resolve(it));
    try {
      interpreter.mount(
        folders.map((it) => toSandboxPath(it)),
        sandboxFiles(fileView(folders, new Map(overlays))),
      );
      interpreter.devices.begin(JSON.stringify(inside(request)));
      watch.start(seconds);
      const status = interpreter.run(code);
      return this.finished(status);
    } catch (error) {
      return this.failed(error);
    } finally {
      watch.stop();
    }
  }

  private finished(status: number): Answer {
    if (this.gate.violation !== undefined) return { outcome: "blocked", detail: this.gate.violation };
    const reply = this.interpreter.devices.written("reply");
    const isInterrupted = this.watch.reason !== undefined;
    const outcome = isInterrupted ? "interrupted" : "reply";
    const detail = this.watch.reason ?? (status === 0 ? "" : "an error left the tracer");
    return { outcome, detail, ...(reply !== undefined && { reply }) };
  }

  private failed(error: unknown): Answer {
    const { violation } = this.gate;
    if (violation !== undefined || error instanceof Violation) {
      return { outcome: "blocked", detail: violation ?? (error as Error).message };
    }
    if (error instanceof MemoryExceeded) return { outcome: "memory", detail: "" };
    const exit = error instanceof InterpreterExit ? `it ended the interpreter ${error.message}` : undefined;
    return {
      outcome: "crashed",
      detail: exit ?? (error instanceof Error ? error.message.slice(0, 300) : ""),
    };
  }
}

const moduleLimit = 4000;

function parseModules(text: string | undefined): readonly LoadedModule[] {
  const entries: unknown = text === undefined ? [] : JSON.parse(text);
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((it: unknown) =>
    Array.isArray(it) && typeof it[0] === "string" && typeof it[1] === "string"
      ? [{ name: it[0], file: resolve(fromSandboxPath(it[1])) }]
      : [],
  );
}

function modified(path: string): number {
  return hostFs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The request as Python gets it: with its own paths. */
function inside(request: Job["request"]): Job["request"] {
  return {
    ...request,
    file: toSandboxPath(request.file),
    roots: request.roots.map((it) => toSandboxPath(it)),
    searchPath: request.searchPath.map((it) => toSandboxPath(it)),
  };
}

function sandboxFiles(view: FileView): Files {
  return {
    stat: (path) => view.stat(fromSandboxPath(path)),
    list: (path) => view.list(fromSandboxPath(path)),
    open(path): Handle | undefined {
      const bytes = view.read(fromSandboxPath(path));
      return bytes && { bytes };
    },
  };
}

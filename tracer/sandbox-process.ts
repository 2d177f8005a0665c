// One process with an interpreter in it, seen from outside: how it is started, asked, watched and ended. What it says is
// not trusted: sizes and kinds are checked here, the text of a trace by whoever reads it.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Duplex } from "node:stream";
import { encodeFrame, type Frame, FrameReader } from "./frames.ts";
import { frameKinds, type Hello, type Job } from "./messages.ts";

/** A trace and a little: the host stops at 64 MiB. */
const frameSizeLimit = 65 * 1024 * 1024;
const stderrLimit = 2000;

export interface SandboxProcessOptions {
  readonly assets: string;
  readonly flags: readonly string[];
  readonly onReady: (hello: Hello) => void;
  readonly onFrame: (frame: Frame) => void;
  /** Called once, when nothing of the process is left. */
  readonly onExit: (reason: string, stderr: string) => void;
}

export class SandboxProcess {
  private readonly child: ChildProcess;
  private readonly line: Duplex | undefined;
  private stderr = "";
  private hasExited = false;
  private exited: () => void = () => undefined;
  /** Resolves when the process is gone. */
  readonly end: Promise<void>;
  isReady = false;

  constructor(private readonly options: SandboxProcessOptions) {
    this.end = new Promise((resolve) => (this.exited = resolve));
    this.child = spawn(process.execPath, [...options.flags, join(options.assets, "host.mjs")], {
      cwd: options.assets,
      // Nothing of our environment. Under Electron one variable makes the program a Node.
      env: process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    this.line = this.child.stdio[3] as Duplex | undefined;
    this.listen();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  start(job: Job): void {
    this.line?.write(encodeFrame(frameKinds.job, JSON.stringify(job)));
  }

  cancel(): void {
    this.line?.write(encodeFrame(frameKinds.cancel, ""));
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  /** Resident memory in bytes, where it can be asked without starting a program; the process watches itself, too. */
  residentBytes(): number | undefined {
    if (process.platform !== "linux" || this.pid === undefined) return undefined;
    try {
      const [, pages] = readFileSync(`/proc/${this.pid}/statm`, "latin1").split(" ");
      return Number(pages) * 4096;
    } catch {
      return undefined;
    }
  }

  private listen(): void {
    const reader = new FrameReader(frameSizeLimit);
    this.child.on("error", (error) => this.finish(error.message));
    this.child.on("close", (code, signal) => this.finish(signal ?? `status ${code}`));
    // What comes too late, to a process that is gone, is no error of ours.
    this.line?.on("error", () => this.kill());
    this.child.stderr?.on("data", (it: Buffer) => {
      this.stderr = (this.stderr + it.toString("latin1")).slice(0, stderrLimit);
    });
    this.line?.on("data", (chunk: Buffer) => {
      try {
        for (const it of reader.add(chunk)) this.receive(it);
      } catch {
        this.kill();
      }
    });
  }

  private receive(frame: Frame): void {
    if (frame.kind !== frameKinds.hello) return this.options.onFrame(frame);
    if (this.isReady) return;
    this.isReady = true;
    this.options.onReady(JSON.parse(frame.body.toString("utf8")) as Hello);
  }

  private finish(reason: string): void {
    if (this.hasExited) return;
    this.hasExited = true;
    this.line?.destroy();
    this.exited();
    this.options.onExit(reason, this.stderr.trim().replaceAll(/[^\x20-\x7e]+/g, " "));
  }
}

/** Command lines to try in turn: under some hosts a flag is unknown, and the process ends before it is ready. */
export function flagSets(): readonly (readonly string[])[] {
  const known = process.allowedNodeEnvironmentFlags;
  const permission = ["--permission", "--experimental-permission"].find((it) => known.has(it));
  const always = [
    "--no-warnings",
    "--disallow-code-generation-from-strings",
    "--max-old-space-size=512",
    "--no-addons",
  ];
  // Which folders are to be read is not known yet; reading is the gate's and the file view's matter.
  const permissions = permission ? [permission, "--allow-fs-read=*"] : [];
  return [[...always, ...permissions], always, []];
}

// The tracer's process: starts the interpreter behind the gate and answers the supervisor's jobs, one at a time. It must
// not offer Python anything but files to read and a place to write the answer.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceBindings } from "./bindings.ts";
import { openChannel } from "./channel.ts";
import { type Frame } from "./frames.ts";
import { createGate, type Gate, installGate } from "./gate.ts";
import { Interpreter } from "./interpreter.ts";
import { lockDown } from "./lockdown.ts";
import { type Done, frameKinds, type Hello, type Job } from "./messages.ts";
import { Runner } from "./runner.ts";
import { createWatch } from "./watch.ts";

/** Dist/tracer: this file lies in it. */
const assets = import.meta.dirname;
const heapLimit = 1024 * 1024 * 1024;
const memoryLimit = 1536 * 1024 * 1024;

replaceBindings();

function isCodeFromTextOff(): boolean {
  try {
    return new Function("return 1")() !== 1;
  } catch {
    return true;
  }
}

/** Only the running Node can tell: the flag may be there and do nothing. */
function arePermissionsOn(): boolean {
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  return permission !== undefined && !permission.has("fs.write") && !permission.has("child");
}

/** `undefined` when it is missing, cut short, or made for other Python: then the interpreter starts without one. */
function readSnapshot(): Uint8Array | undefined {
  try {
    const { python, byteLength } = JSON.parse(
      readFileSync(join(assets, "snapshot.json"), "utf8"),
    ) as SnapshotFacts;
    const actual = createHash("sha256")
      .update(readFileSync(join(assets, "python.json")))
      .digest("hex");
    const snapshot = readFileSync(join(assets, "snapshot.bin"));
    return python === actual && byteLength === snapshot.length ? snapshot : undefined;
  } catch {
    return undefined;
  }
}

interface SnapshotFacts {
  readonly python: string;
  readonly byteLength: number;
}

async function boot(gate: Gate, printed: (bytes: Uint8Array) => void): Promise<[Interpreter, Hello]> {
  const started = performance.now();
  const forbidModules = installGate(gate);
  const options = { assets: `${assets}/`, printed };
  const snapshot = readSnapshot();
  const fromSnapshot = snapshot && (await Interpreter.boot({ ...options, snapshot }).catch(() => undefined));
  const interpreter = fromSnapshot ?? (await Interpreter.boot(options));
  forbidModules();
  gate.close();
  const layers = {
    gate: true,
    permissions: arePermissionsOn(),
    noCodeFromText: isCodeFromTextOff(),
    lockdown: lockDown(),
  } as const;
  return [
    interpreter,
    { layers, isFromSnapshot: fromSnapshot !== undefined, bootMs: performance.now() - started },
  ];
}

/** Messages that came while Python ran wait here. */
class Inbox {
  private readonly frames: Frame[] = [];
  private isBusy = false;

  constructor(private readonly handle: (frame: Frame) => void) {}

  add(frames: readonly Frame[]): void {
    this.frames.push(...frames);
    setImmediate(() => this.drain());
  }

  /** Takes a cancel out of what waits. */
  takeCancel(): boolean {
    const at = this.frames.findIndex((it) => it.kind === frameKinds.cancel);
    if (at >= 0) this.frames.splice(at, 1);
    return at >= 0;
  }

  get isEmpty(): boolean {
    return this.frames.length === 0;
  }

  private drain(): void {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let it = this.frames.shift(); it; it = this.frames.shift()) this.handle(it);
    this.isBusy = false;
  }
}

async function main(): Promise<void> {
  let answer: (job: Job) => void = () => undefined;
  let isPreparing = false;
  let printedBytes = 0;
  const inbox = new Inbox(({ kind, body }) => {
    // A cancel that comes after the answer has nothing to stop.
    if (kind === frameKinds.job) answer(JSON.parse(body.toString("utf8")) as Job);
  });
  const channel = openChannel((frame) => inbox.add([frame]));
  const isCancelled = () => {
    inbox.add(channel.poll());
    return isPreparing ? !inbox.isEmpty : inbox.takeCancel();
  };
  const watch = createWatch({ isCancelled, memoryLimit });
  const gate = createGate({ heapLimit, signal: watch.signal });
  const [interpreter, hello] = await boot(gate, (bytes) => void (printedBytes += bytes.length));
  const runner = new Runner(interpreter, gate, watch);

  const prepare = (job: Job) => {
    isPreparing = true;
    if (channel.canPoll && inbox.isEmpty) runner.prepareNext(job);
    isPreparing = false;
  };
  answer = (job) => {
    channel.send(frameKinds.started, "");
    printedBytes = 0;
    const started = performance.now();
    const { reply, outcome, detail } = runner.run(job);
    const ms = performance.now() - started;
    const done: Done = { outcome, detail, heapBytes: interpreter.heapBytes, ms, printedBytes };
    if (reply !== undefined) channel.send(frameKinds.reply, reply);
    const isAtEnd = outcome !== "reply" && outcome !== "interrupted";
    channel.send(frameKinds.done, JSON.stringify(done), () => {
      if (isAtEnd) process.exit(0);
      setImmediate(prepare, job);
    });
  };
  channel.send(frameKinds.hello, JSON.stringify(hello));
}

await main();

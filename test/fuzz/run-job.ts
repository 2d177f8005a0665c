// Starts child.ts, and starts it again behind a case that ended it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type Job, type Line } from "./job.ts";

export interface Failure {
  readonly index: number;
  readonly message: string;
}

export interface JobResult {
  readonly count: number;
  readonly failures: readonly Failure[];
  readonly worst: { readonly seconds: number; readonly index: number };
  readonly megabytes: number;
}

/** The child as one file without the names that tsx keeps for every function: it takes what the product takes. */
export function buildChild(folder: string): string {
  const outfile = join(folder, "child.cjs");
  buildSync({
    entryPoints: [join(import.meta.dirname, "child.ts")],
    outfile,
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    // Packages that are not modules themselves ask for those of Node as these do.
    format: "cjs",
    define: { "import.meta.dirname": JSON.stringify(import.meta.dirname) },
    logLevel: "error",
  });
  return outfile;
}

/** Runs the job in the program that `buildChild` made, and once more behind each case that ends it. */
export async function runJob(job: Job, program: string): Promise<JobResult> {
  const failures: Failure[] = [];
  let worst = { seconds: 0, index: -1 };
  let megabytes = 0;
  let { from } = job;
  while (from < job.to) {
    const { lines, ending } = await childLines({ ...job, from }, program);
    let at = from;
    let isDone = false;
    for (const line of lines) {
      if (line.kind === "done") {
        isDone = true;
        megabytes = Math.max(megabytes, line.megabytes);
        if (line.worst.seconds > worst.seconds) worst = line.worst;
      } else {
        at = Math.max(at, line.index);
        const message = failureOf(line);
        if (message !== undefined) failures.push({ index: line.index, message });
      }
    }
    if (isDone) break;
    const isExplained = failures.some((it) => it.index === at);
    if (!isExplained && job.announceEvery > 1) {
      // Somewhere behind the last line: once more from there, with a line for each case.
      const to = Math.min(job.to, at + job.announceEvery);
      const narrow = await runJob({ ...job, from: at, to, announceEvery: 1 }, program);
      failures.push(...narrow.failures);
      if (narrow.failures.length === 0)
        failures.push({ index: at, message: `The process ended near here: ${ending}` });
      from = at + job.announceEvery;
      continue;
    }
    if (!isExplained) failures.push({ index: at, message: `The process ended: ${ending}` });
    from = at + 1;
  }
  return { count: job.to - job.from, failures, worst, megabytes };
}

function failureOf(line: Line): string | undefined {
  switch (line.kind) {
    case "fault":
      return line.message;
    case "hang":
      return `${line.seconds.toFixed(2)} s of CPU time`;
    case "memory":
      return `${line.megabytes} MiB of memory`;
    default:
      return undefined;
  }
}

async function childLines(job: Job, program: string): Promise<{ lines: readonly Line[]; ending: string }> {
  const heap = Math.round(job.heapMegabytes ?? job.megabytes);
  const flags = [`--max-old-space-size=${heap}`, "--max-semi-space-size=8"];
  const child = spawn(process.execPath, [...flags, program, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (it: string) => (output += it));
  child.stderr.setEncoding("utf8").on("data", (it: string) => (errors = (errors + it).slice(0, 2000)));
  const ending = await new Promise<string>((resolve) => {
    child.on("error", (it) => resolve(it.message));
    child.on("close", (code, signal) => resolve(`${signal ?? `code ${code}`} ${fatalLine(errors)}`));
  });
  const lines = output.split("\n").filter((it) => it.startsWith("{") && it.endsWith("}"));
  return { lines: lines.map((it) => JSON.parse(it) as Line), ending };
}

function fatalLine(errors: string): string {
  return errors.split("\n").find((it) => /FATAL|Error/.test(it)) ?? errors.slice(0, 200);
}

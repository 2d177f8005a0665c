// The command line as a user calls it, over the hostile files: exit codes, no stack, time and memory.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { hostileCases, hostileFolders } from "./cases.ts";
import { mostMegabytes, mostSeconds } from "./job.ts";
import { type Failure, type JobResult } from "./run-job.ts";

// Starting Node, loading the program and printing the report come on top of what the analysis takes.
const mostForPrinting = 1.5;
// A Node that does nothing holds about this much.
const idleMegabytes = 100;

interface Run {
  readonly code: number | null;
  readonly errors: string;
  readonly output: string;
  readonly seconds: number;
  readonly megabytes: number;
}

export async function checkCommandLine(folder: string): Promise<JobResult & { readonly worstName: string }> {
  const program = join(folder, "cli.cjs");
  const root = join(import.meta.dirname, "..", "..");
  const entry = join(root, "cli", "main.ts");
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const files = hostileFiles(join(folder, "cli"));
  const failures: Failure[] = [];
  let worst = { seconds: 0, index: -1 };
  let megabytes = 0;
  for (const [index, { name, path }] of files.entries()) {
    const format = formats[index % formats.length] ?? "table";
    const run = await runProgram(program, ["inspect", path, "--format", format]);
    const message = faultOf(run, format);
    if (message !== undefined) failures.push({ index, message: `${name} (${format}): ${message}` });
    if (run.seconds > worst.seconds) worst = { seconds: run.seconds, index };
    megabytes = Math.max(megabytes, run.megabytes);
  }
  if (failures.length === 0) rmSync(join(folder, "cli"), { recursive: true });
  return { count: files.length, failures, worst, megabytes, worstName: files[worst.index]?.name ?? "" };
}

const formats = ["table", "json", "csv", "markdown"];
// Folding takes the same way through the command line whatever the numbers are: one in ten is enough.
const oneIn = 10;

function hostileFiles(folder: string): readonly { name: string; path: string }[] {
  const chosen = hostileCases.filter(
    (it, i) => it.isLarge !== true && (it.says !== undefined || i % oneIn === 0),
  );
  const files = chosen.map((it, i) => {
    const made = it.make();
    const path = join(folder, String(i), `model.onnx${typeof made === "string" ? ".txt" : ""}`);
    mkdirSync(join(folder, String(i)), { recursive: true });
    writeFileSync(path, made);
    return { name: it.name, path };
  });
  const others = hostileFolders.flatMap((it, i) => {
    const own = join(folder, `folder-${i}`, "model");
    mkdirSync(own, { recursive: true });
    const path = it.prepare(own);
    return path === undefined ? [] : [{ name: it.name, path }];
  });
  return [...files, ...others];
}

function faultOf(run: Run, format: string): string | undefined {
  const { code, errors, output, seconds, megabytes } = run;
  if (code !== 0 && code !== 2) return `exit code ${code}: ${errors.slice(0, 300)}`;
  if (/\n\s+at /.test(errors)) return `a stack: ${errors.slice(0, 300)}`;
  if (code === 2 && !/^edgewise: .+\n$/.test(errors))
    return `no message of one line: ${errors.slice(0, 300)}`;

  // The records of CSV end as RFC 4180 wants them.
  const shown = format === "csv" ? output.replaceAll("\r\n", "\n") : output;
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(shown + errors)) return "control characters come out";
  if (code === 0 && format === "json") JSON.parse(output);
  if (seconds > mostSeconds + mostForPrinting) return `${seconds.toFixed(2)} s of CPU time`;
  return megabytes > mostMegabytes + idleMegabytes ? `${megabytes} MiB` : undefined;
}

const measure = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").writeSync(3, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1024) }));
});`;

async function runProgram(program: string, args: readonly string[]): Promise<Run> {
  const hook = `${program}.measure.cjs`;
  writeFileSync(hook, measure);
  const child = spawn(process.execPath, ["--require", hook, program, ...args], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    timeout: 60_000,
  });
  const texts = ["", "", ""];
  const [, out, err, usage] = child.stdio;
  [out, err, usage].forEach((stream, i) =>
    stream?.on("data", (it: Buffer) => (texts[i] += it.toString("utf8"))),
  );
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const [output = "", errors = "", used = ""] = texts;
  const measured = JSON.parse(used || "{}") as Partial<Run>;
  return { code, output, errors, seconds: measured.seconds ?? 0, megabytes: measured.megabytes ?? 0 };
}

// Runs cases in a process of its own, which the watchdog ends when one takes too long; results go out as JSON lines.
import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { flips, type Numbered, operatorStorm, texts, truncations } from "./cases.ts";
import { expectProblem } from "./expect-problem.ts";
import { type Job, type Line, mostSeconds } from "./job.ts";
import { checkBytes, checkFile, checkText, Fault } from "./whole-path.ts";

const job = JSON.parse(process.argv[2] ?? "") as Job;
// The case under way, the CPU time at its start, and the largest resident set so far, for the watchdog and from it.
const shared = new Float64Array(new SharedArrayBuffer(24));

const watchdog = `
  const { workerData: { shared, mostSeconds } } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  setInterval(() => {
    shared[2] = Math.max(shared[2], process.memoryUsage.rss());
    const { user, system } = process.cpuUsage();
    const seconds = (user + system) / 1e6 - shared[1];
    if (shared[0] < 0 || seconds < mostSeconds * 2) return;
    writeSync(1, JSON.stringify({ kind: "hang", index: shared[0], seconds }) + "\\n");
    process.kill(process.pid, "SIGKILL");
  }, 20);
`;

function send(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function numbered(): Numbered {
  switch (job.group) {
    case "truncations":
      return truncations();
    case "flips":
      return flips(job.to, job.seed);
    case "text":
      return texts(job.to, job.seed);
    default:
      return operatorStorm(job.seed);
  }
}

function check(it: Numbered, index: number): void {
  const made = it.make(index);
  const outcome = typeof made === "string" ? checkText(made) : checkBytes(made);
  if (it.isAlwaysWrong && outcome.problems.length === 0) throw new Fault("No problem came out");
}

function checkFiles(index: number): void {
  const file = job.files?.[index];
  if (!file) return;
  const outcome = checkFile(file.path);
  if (file.says !== undefined) expectProblem(outcome, new RegExp(file.says));
}

function run(limit: number): void {
  const cases = job.group === "files" ? undefined : numbered();
  const baseline = process.memoryUsage.rss();
  shared[2] = baseline;
  let worst = { seconds: 0, index: -1 };
  let count = 0;
  for (let index = job.from; index < job.to; index++, count++) {
    const before = cpuSeconds();
    [shared[0], shared[1]] = [index, before];
    // A heap that runs full ends the process at once: the last of these lines says where.
    if (count % job.announceEvery === 0) send({ kind: "at", index });
    try {
      if (cases) check(cases, index);
      else checkFiles(index);
    } catch (error) {
      const message = error instanceof Fault ? error.message : String((error as Error).stack ?? error);
      send({ kind: "fault", index, message });
    }
    const seconds = cpuSeconds() - before;
    if (seconds > limit) send({ kind: "hang", index, seconds });
    if (seconds > worst.seconds) worst = { seconds, index };
    if (shared[2] - baseline > job.megabytes * 1e6) {
      send({ kind: "memory", index, megabytes: Math.round((shared[2] - baseline) / 1e6) });
      shared[2] = baseline;
    }
  }
  shared[0] = -1;
  const peak = Math.max(shared[2], process.memoryUsage.rss());
  send({ kind: "done", count, worst, megabytes: Math.round((peak - baseline) / 1e6) });
}

shared[0] = -1;
const limit = job.seconds ?? mostSeconds;
const guard = new Worker(watchdog, { eval: true, workerData: { shared, mostSeconds: limit } });
guard.once("online", () => {
  run(limit);
  void guard.terminate();
});

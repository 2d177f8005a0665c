// Runs cases in a process of its own, which the watchdog ends when one takes too long; results go out as JSON lines.
import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { flips, type Numbered, operatorStorm, texts, truncations } from "./cases.ts";
import { expectProblem } from "./expect-problem.ts";
import { type Job, type Line, mostSeconds } from "./job.ts";
import { weightsCases } from "./weights-cases.ts";
import { checkWeights } from "./weights-path.ts";
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

type Check = (index: number) => void | Promise<void>;

/** What is done with a case of the job's group. */
function checks(): Check {
  if (job.group === "checkpoints") {
    const cases = weightsCases(job.to, job.seed);
    return async (index) => {
      const { name, make, says } = cases.make(index);
      const bytes = make();
      // What it took to make a bomb is not what it takes to read it.
      shared[1] = cpuSeconds();
      const outcome = await checkWeights(bytes, name);
      if (says && !outcome.problems.some((it) => says.test(it.message)))
        throw new Fault(`${name}: no problem says ${says}: ${outcome.problems[0]?.message ?? "none"}`);
    };
  }
  const cases = numbered();
  return (index) => check(cases, index);
}

function check(it: Numbered, index: number): void {
  const made = it.make(index);
  const outcome = typeof made === "string" ? checkText(made) : checkBytes(made);
  if (it.isAlwaysWrong && outcome.problems.length === 0) throw new Fault("No problem came out");
}

/** What a case took up to where its measuring ends: CPU time, and the largest resident set in bytes. */
interface Lap {
  readonly seconds: number;
  readonly peak: number;
}

const mebi = 2 ** 20;

function lapNow(): Lap {
  const [, start = 0, peak = 0] = shared;
  return { seconds: cpuSeconds() - start, peak: Math.max(peak, process.memoryUsage.rss()) };
}

/**
 * Measured of a file is the way to its report. What comes then, of which a part is only done here, has the same time
 * once more.
 */
function checkFiles(index: number): Lap | undefined {
  const file = job.files?.[index];
  if (!file) return undefined;
  let lap: Lap | undefined;
  const outcome = checkFile(file.path, () => {
    lap = lapNow();
    shared[1] = cpuSeconds();
  });
  if (file.says !== undefined) expectProblem(outcome, new RegExp(file.says));
  return lap;
}

async function run(limit: number): Promise<void> {
  const numberedCheck = job.group === "files" ? undefined : checks();
  const baseline = process.memoryUsage.rss();
  let worst = { seconds: 0, index: -1 };
  let highest = baseline;
  let count = 0;
  for (let index = job.from; index < job.to; index++, count++) {
    shared.set([index, cpuSeconds(), process.memoryUsage.rss()]);
    // A heap that runs full ends the process at once: the last of these lines says where.
    if (count % job.announceEvery === 0) send({ kind: "at", index });
    let lap: Lap | undefined;
    try {
      if (numberedCheck) await numberedCheck(index);
      else lap = checkFiles(index);
    } catch (error) {
      const message = error instanceof Fault ? error.message : String((error as Error).stack ?? error);
      send({ kind: "fault", index, message });
    }
    const rest = lapNow();
    const { seconds, peak } = lap ?? rest;
    const longest = Math.max(seconds, rest.seconds);
    if (longest > limit) send({ kind: "hang", index, seconds: longest });
    if (seconds > worst.seconds) worst = { seconds, index };
    if (peak - baseline > job.megabytes * mebi) {
      send({ kind: "memory", index, megabytes: Math.round((peak - baseline) / mebi) });
    }
    highest = Math.max(highest, peak);
  }
  shared[0] = -1;
  send({ kind: "done", count, worst, megabytes: Math.round((highest - baseline) / mebi) });
}

shared[0] = -1;
const limit = job.seconds ?? mostSeconds;
const guard = new Worker(watchdog, { eval: true, workerData: { shared, mostSeconds: limit } });
guard.once("online", () => {
  void run(limit).then(() => guard.terminate());
});

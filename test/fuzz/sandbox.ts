// Hostile Python, one file after the other, through the pool: nothing gets out, every limit holds, and at the end nothing is
// left: no process, no descriptor, no file.
import { mkdirSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTracePool } from "../../tracer/supervisor.ts";
import { descendants, hangCanaries } from "../tracer-escape/canaries.ts";
import { costlyLimits, limits } from "../tracer-escape/limits.ts";
import { probes } from "../tracer-escape/probes.ts";
import { startSandbox, type TestSandbox } from "../tracer-escape/sandbox.test-helper.ts";
import { type JobResult } from "./run-job.ts";

const leastRequests = 200;
const limitSeconds = 0.5;

interface Case {
  readonly name: string;
  readonly source: string;
  /** What must be said of it; a probe may say what it likes. */
  readonly expected?: RegExp;
}

/** Seconds are those of the slowest case; megabytes are not measured here. */
export async function checkSandbox(): Promise<JobResult & { readonly worstName: string }> {
  // The first one starts what bundles the sandbox, which stays until the end.
  await (await startSandbox()).close();
  const before = leftovers();
  const canaries = await hangCanaries();
  const sandbox = await startSandbox();
  const all: readonly Case[] = [
    ...probes.map((it) => ({ name: it.name, source: canaries.fill(it) })),
    ...[...limits, ...costlyLimits].map(([name, source, expected]) => ({ name, source, expected })),
  ];
  const failures: { index: number; message: string }[] = [];
  let worst = { seconds: 0, index: -1 };
  const count = Math.max(leastRequests, all.length);
  for (let index = 0; index < count; index++) {
    const it = all[index % all.length];
    if (!it) continue;
    const first = await runOne(sandbox, canaries.file, it);
    // Others use the machine, too: what is slow once is asked again.
    const isSlow = first.seconds > limitSeconds + 1 || first.next === undefined;
    const { seen, seconds, next } = isSlow ? await runOne(sandbox, canaries.file, it) : first;
    const faults = [
      ...canaries.songs(seen),
      ...(it.expected && !it.expected.test(seen) ? [`it says ${seen.slice(0, 200)}`] : []),
      ...(seconds > limitSeconds + 1 ? [`stopped after ${seconds.toFixed(1)} s`] : []),
      ...(next === undefined ? ["the next request is not answered in time"] : []),
    ];
    failures.push(...faults.map((message) => ({ index, message: `${it.name}: ${message}` })));
    if (seconds > worst.seconds) worst = { seconds, index };
  }
  failures.push(
    ...(await brokenAssets(sandbox, canaries.file)).map((message) => ({ index: count, message })),
  );
  await sandbox.close();
  await canaries.close();
  // A process that was told to end is waited for, so nothing needs time to go.
  const after = leftovers();
  if (after !== before) failures.push({ index: count, message: `left behind: ${after}, before: ${before}` });
  return {
    count: count + 1,
    failures,
    worst,
    megabytes: 0,
    worstName: all[worst.index % all.length]?.name ?? "",
  };
}

async function runOne(sandbox: TestSandbox, file: string, { source }: Case) {
  const started = performance.now();
  const seen = await sandbox.run(file, source, { seconds: limitSeconds });
  const stopped = performance.now();
  const answer = await sandbox.run(file, "result = 6 * 7");
  const isInTime = answer === "42" && performance.now() - stopped < 3000;
  return { seen, seconds: (stopped - started) / 1000, next: isInTime ? answer : undefined };
}

/** A snapshot that cannot be used costs time, not answers; with Pyodide gone there is a reason instead. */
async function brokenAssets({ assets }: TestSandbox, file: string): Promise<readonly string[]> {
  const limitsOfRequest = { ops: 1, seconds: 20 };
  const roots = [join(file, "..")];
  const ask = async () => {
    const pool = createTracePool({ assets, log: () => undefined });
    const request = { version: 1 as const, file, roots, searchPath: [], limits: limitsOfRequest };
    const reply = await pool.trace({ key: file, request, overlays: new Map() });
    await pool.dispose();
    return reply.ok ? reply.value : reply.error.message;
  };
  truncateSync(join(assets, "snapshot.bin"), 1000);
  const slow = await ask();
  rmSync(join(assets, "pyodide.asm.wasm"));
  const none = await ask();
  return [
    ...(slow.includes('"result": "42"') ? [] : [`without a snapshot it says ${slow}`]),
    ...(none.includes("cannot be started") ? [] : [`without Pyodide it says ${none}`]),
  ];
}

/** Processes below this one, its descriptors, and temporary folders of the sandbox. */
function leftovers(): string {
  mkdirSync(tmpdir(), { recursive: true });
  const folders = readdirSync(tmpdir()).filter((it) => /^edgewise-(tracer|escape|sandbox)-/.test(it)).length;
  if (process.platform !== "linux") return JSON.stringify({ folders });
  const processes = descendants().filter((it) => it.command.includes("host.mjs")).length;
  return JSON.stringify({ folders, processes, descriptors: readdirSync("/proc/self/fd").length });
}

/**
 * `npm run fuzz`: broken, random and hostile models through the whole product, each in a process that is watched.
 * --count N flips (a tenth of it as text, a fifth as files of weights), --seed S, --seconds T for flips and text, --only GROUP. A numbered case
 * is run again with the same seed and --at INDEX; its file is kept beside the others that failed.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { flips, hostileCases, hostileFolders, operatorStorm, texts, truncations } from "./cases.ts";
import { checkCommandLine } from "./command-line.ts";
import { type Job, mostMegabytes } from "./job.ts";
import { checkSandbox } from "./sandbox.ts";
import { weightsCases } from "./weights-cases.ts";
import { buildChild, type Failure, type JobResult, runJob } from "./run-job.ts";

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    seconds: { type: "string", default: "0" },
    only: { type: "string" },
    at: { type: "string" },
  },
});
const seed = Number(options.seed);
const until = Number(options.seconds) > 0 ? Date.now() + 1000 * Number(options.seconds) : Infinity;
const folder = mkdtempSync(join(tmpdir(), "edgewise-fuzz-"));
const program = buildChild(folder);
const perChild = 1000;
const parallel = 2;
// What is promised for a graph of 100,000 nodes. Alone on a machine the worst of them take two.
const mostSecondsOfLarge = 3;
// That of a Node without options: the text of a large model and what is read of it come on top of its report.
const heapMegabytes = 2048;
// The files in memory and the few megabytes of text that come of them.
const batchMegabytes = mostMegabytes;

type Group = "truncations" | "flips" | "hostile" | "operators" | "text" | "checkpoints" | "cli" | "sandbox";

interface GroupResult extends JobResult {
  readonly worstName: string;
}

const groups: Readonly<Record<Group, () => Promise<GroupResult>>> = {
  truncations: () => numberedGroup("truncations", truncations().count),
  flips: () => numberedGroup("flips", Number(options.count)),
  operators: () => numberedGroup("operators", operatorStorm(seed).count),
  text: () => numberedGroup("text", Math.ceil(Number(options.count) / 10)),
  checkpoints: () =>
    numberedGroup("checkpoints", weightsCases(Math.ceil(Number(options.count) / 5), seed).count),
  hostile: hostileGroup,
  cli: async () => {
    const results = await checkCommandLine(folder);
    return { ...results, worstName: results.worstName };
  },
  sandbox: checkSandbox,
};

async function main(): Promise<void> {
  if (options.only !== undefined && !(options.only in groups)) {
    console.error(`--only takes one of ${Object.keys(groups).join(", ")}`);
    process.exitCode = 64;
    return;
  }
  let passed = 0;
  let failed = 0;
  console.log(
    `${"group".padEnd(12)}${"cases".padStart(9)}${"failed".padStart(8)}   worst CPU time   worst memory`,
  );
  for (const [name, run] of Object.entries(groups)) {
    if (options.only !== undefined && options.only !== name) continue;
    const result = await run();
    const failing = new Set(result.failures.map((it) => it.index)).size;
    failed += failing;
    passed += result.count - failing;
    print(name, result, failing);
  }
  if (failed === 0) rmSync(folder, { recursive: true });
  else console.log(`Failing files are kept in ${folder}; the seed was ${seed}.`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function print(name: string, result: GroupResult, failing: number): void {
  const { count, worst, worstName, megabytes } = result;
  const time = `${worst.seconds.toFixed(2)} s (${worstName})`;
  console.log(
    `${name.padEnd(12)}${count.toLocaleString("en").padStart(9)}${String(failing).padStart(8)}   ${time}   ${megabytes} MiB`,
  );
  for (const { index, message } of result.failures.slice(0, 40)) {
    const lines = message.split("\n").slice(0, 6);
    console.log(`  ${index}: ${lines.join("\n      ")}`);
  }
}

/** Cases by number, in children of a thousand each. */
async function numberedGroup(group: Exclude<Job["group"], "files">, count: number): Promise<GroupResult> {
  const only = options.at === undefined ? undefined : Number(options.at);
  const starts =
    only === undefined ? Array.from({ length: Math.ceil(count / perChild) }, (_, i) => i * perChild) : [only];
  const results: JobResult[] = [];
  const isTimed = group === "flips" || group === "text" || group === "checkpoints";
  const next = async (): Promise<void> => {
    for (let from = starts.shift(); from !== undefined; from = starts.shift()) {
      if (isTimed && Date.now() > until) return;
      const to = only === undefined ? Math.min(count, from + perChild) : only + 1;
      const job = { group, seed, from, to, announceEvery: 50, megabytes: batchMegabytes };
      results.push(await runJob(job, program));
    }
  };
  await Promise.all(Array.from({ length: parallel }, next));
  const result = joined(results);
  keepFiles(group, result.failures);
  return { ...result, worstName: `case ${result.worst.index}` };
}

function keepFiles(group: Exclude<Job["group"], "files">, failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  const highest = Math.max(...failures.map((it) => it.index)) + 1;
  if (group === "checkpoints") {
    const cases = weightsCases(highest, seed);
    for (const { index } of failures.slice(0, 40)) {
      const { name, make } = cases.make(index);
      writeFileSync(join(folder, `${group}-${index}-${name.replace(/[^\w.]/g, "_")}`), make());
    }
    return;
  }
  const makers = {
    truncations,
    flips: () => flips(highest, seed),
    text: () => texts(highest, seed),
    operators: () => operatorStorm(seed),
  };
  const cases = makers[group]();
  for (const { index } of failures.slice(0, 40)) {
    const made = cases.make(index);
    writeFileSync(join(folder, `${group}-${index}.onnx${typeof made === "string" ? ".txt" : ""}`), made);
  }
}

/** Small files together in one child, large ones each in its own. */
async function hostileGroup(): Promise<GroupResult> {
  const files = [...hostileCases.map(fileOf), ...hostileFolders.flatMap(folderOf)];
  const small = files.filter((it) => !it.isLarge);
  const base = { group: "files", seed, from: 0, announceEvery: 1 } as const;
  const results = [
    await runJob({ ...base, to: small.length, files: small.map(sent), megabytes: batchMegabytes }, program),
  ];
  const names = small.map((it) => it.name);
  for (const file of files.filter((it) => it.isLarge)) {
    const path = file.write();
    const megabytes = mostMegabytes + statSync(path).size / 2 ** 20;
    const limits = { seconds: mostSecondsOfLarge, megabytes, heapMegabytes };
    const result = await runJob({ ...base, to: 1, files: [sent({ ...file, path })], ...limits }, program);
    const index = names.push(file.name) - 1;
    results.push({
      ...result,
      failures: result.failures.map((it) => ({ ...it, index })),
      worst: { ...result.worst, index },
    });
    if (result.failures.length === 0) rmSync(path);
  }
  const { failures, ...rest } = joined(results);
  const named = failures.map((it) => ({ ...it, message: `${names[it.index]}: ${it.message}` }));
  return { ...rest, failures: named, worstName: names[rest.worst.index] ?? "" };
}

interface File {
  readonly name: string;
  readonly path: string;
  readonly says?: string;
  readonly isLarge: boolean;
  /** Writes it and gives its path: large files only when it is their turn. */
  readonly write: () => string;
}

function fileOf(it: (typeof hostileCases)[number], index: number): File {
  const write = () => {
    const made = it.make();
    const path = join(folder, `hostile-${index}.onnx${typeof made === "string" ? ".txt" : ""}`);
    writeFileSync(path, made);
    return path;
  };
  const { name, isLarge = false, says } = it;
  return {
    name,
    isLarge,
    path: isLarge ? "" : write(),
    write,
    ...(says && { says: says.source }),
  };
}

/** Nothing when this system cannot make it. */
function folderOf(it: (typeof hostileFolders)[number], index: number): readonly File[] {
  const own = join(folder, `folder-${index}`, "model");
  mkdirSync(own, { recursive: true });
  const path = it.prepare(own);
  if (path === undefined) return [];
  return [
    { name: it.name, path, isLarge: false, write: () => path, ...(it.says && { says: it.says.source }) },
  ];
}

function sent({ name, path, says }: File): NonNullable<Job["files"]>[number] {
  return { name, path, ...(says !== undefined && { says }) };
}

function joined(results: readonly JobResult[]): JobResult {
  const worst = results.map((it) => it.worst).sort((a, b) => b.seconds - a.seconds)[0];
  return {
    count: results.reduce((sum, it) => sum + it.count, 0),
    failures: results.flatMap((it) => it.failures),
    worst: worst ?? { seconds: 0, index: -1 },
    megabytes: Math.max(0, ...results.map((it) => it.megabytes)),
  };
}

await main();

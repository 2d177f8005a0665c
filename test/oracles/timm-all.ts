/**
 * `npx tsx test/oracles/timm-all.ts`: every model of timm, as timm-models.ts has it; the oracles run a sample. Takes about
 * half an hour on an idle machine. `--continue`: with what an earlier run found that was stopped. `--published FILE`: also
 * beside a table of timm's results (`benchmark-infer-*.csv`). `--write`: the counts go into timm-all.json, for
 * docs/coverage.md.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildTracerAssets } from "../../scripts/tracer-assets.mjs";
import { createTracePool } from "../../tracer/supervisor.ts";
import {
  hasEqualParameters,
  isTraced,
  timmComplaint,
  timmDifference,
  type TimmReference,
  type TimmResult,
  traceTimm,
} from "./timm-models.ts";
import { ensureVenv } from "./venv.mjs";

const cache = join(import.meta.dirname, "..", "..", ".cache", "oracles");

/** What timm-all.json holds. */
export interface TimmSummary {
  readonly timm: string;
  readonly date: string;
  readonly models: number;
  readonly traced: number;
  readonly counted: number;
  readonly equalParameters: number;
  readonly equalMultiplyAdds: number;
  readonly within: Readonly<Record<string, number>>;
  readonly complaints: Readonly<Record<string, string>>;
}

const found = join(cache, "timm-all.jsonl");
// Real torch is started once for so many models.
const batch = 100;

async function main(args: readonly string[]): Promise<number> {
  mkdirSync(cache, { recursive: true });
  if (!args.includes("--continue")) rmSync(found, { force: true });
  const timm = await traceAll(ensureVenv());
  const results = known();
  const summary = summaryOf(timm, results);
  console.log(summary);
  const published = valueOf(args, "--published");
  if (published !== undefined) comparePublished(results, readFileSync(published, "utf8"));
  if (args.includes("--write"))
    writeFileSync(join(import.meta.dirname, "timm-all.json"), `${JSON.stringify(summary, undefined, 2)}\n`);
  return Object.keys(summary.complaints).length === 0 ? 0 : 1;
}

/** Adds to the file what it lacks; returns timm's version. */
async function traceAll(python: string): Promise<string> {
  const sitePackages = run(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).trim();
  const version = run(python, ["-c", "import importlib.metadata as it; print(it.version('timm'))"]).trim();
  const names = JSON.parse(run(python, ["timm_models.py", "--list"])) as readonly string[];
  const done = new Set(known().map((it) => it.reference.name));
  const left = names.filter((it) => !done.has(it));
  const assets = join(cache, "tracer");
  await buildTracerAssets(assets);
  const pool = createTracePool({ assets, log: () => undefined });
  const at = { folder: join(cache, "traced"), sitePackages };
  try {
    for (let i = 0; i < left.length; i += batch) {
      const text = run(python, ["timm_models.py", ...left.slice(i, i + batch)]);
      await traceTimm(JSON.parse(text) as TimmReference, pool, at, report);
    }
  } finally {
    await pool.dispose();
  }
  return version;
}

function known(): readonly TimmResult[] {
  if (!existsSync(found)) return [];
  const lines = readFileSync(found, "utf8").trim().split("\n");
  return lines.filter((it) => it !== "").map((it) => JSON.parse(it) as TimmResult);
}

function report(result: TimmResult): void {
  appendFileSync(found, `${JSON.stringify(result)}\n`);
  const { reference, traced } = result;
  const complaint = timmComplaint(result) ?? reference.error;
  const difference = timmDifference(result);
  if (complaint !== undefined || difference !== 0)
    console.log(reference.name, complaint ?? `${((difference ?? NaN) * 100).toFixed(4)}%`, traced.input);
}

const shares = [0.0001, 0.001, 0.01] as const;

function summaryOf(timm: string, results: readonly TimmResult[]): TimmSummary {
  const counted = results.filter((it) => timmDifference(it) !== undefined);
  const within = (most: number) => counted.filter((it) => Math.abs(timmDifference(it) ?? 0) <= most).length;
  return {
    timm,
    date: new Date().toISOString().slice(0, 10),
    models: results.length,
    traced: results.filter(isTraced).length,
    counted: counted.length,
    equalParameters: results.filter(hasEqualParameters).length,
    equalMultiplyAdds: within(0),
    within: Object.fromEntries(shares.map((it) => [`${it * 100}%`, within(it)])),
    complaints: Object.fromEntries(
      results.flatMap((it) => {
        const complaint = timmComplaint(it);
        return complaint === undefined ? [] : [[it.reference.name, complaint]];
      }),
    ),
  };
}

/** Published: parameters in millions and multiply-adds in 10⁹, two decimals each, at a size of the table's own. */
function comparePublished(results: readonly TimmResult[], csv: string): void {
  const [head = "", ...lines] = csv.trim().split("\n");
  const columns = head.split(",");
  const rows = lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ""]));
  });
  let [known, equal] = [0, 0];
  const differences: number[] = [];
  for (const { reference, traced } of results) {
    const size = Number(reference.size?.[1]);
    const row = rows.find((it) => it["model"] === reference.name && Number(it["infer_img_size"]) === size);
    if (!row) continue;
    known++;
    const isEqual = Math.abs((traced.parameters ?? 0) / 1e6 - Number(row["param_count"])) <= 0.0051;
    if (isEqual) equal++;
    else console.log(reference.name, "parameters", traced.parameters, "published", row["param_count"]);
    const difference = Math.abs((traced.multiplyAdds ?? 0) / 1e9 - Number(row["infer_gmacs"]));
    differences.push(Math.max(0, difference - 0.005) / Number(row["infer_gmacs"]));
  }
  const within = (most: number) => differences.filter((it) => it <= most).length;
  console.log(`Published: ${known} models, parameters equal for ${equal}; multiply-adds within 1%`);
  console.log(`for ${within(0.01)}, within 3% for ${within(0.03)}, within 10% for ${within(0.1)}.`);
}

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

function run(python: string, args: readonly string[]): string {
  const cwd = import.meta.dirname;
  const { status, stdout, stderr } = spawnSync(python, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${args[0] ?? "python"} failed: ${stderr.slice(-3000)}`);
  return stdout;
}

if (process.argv[1]?.endsWith("timm-all.ts")) process.exitCode = await main(process.argv.slice(2));

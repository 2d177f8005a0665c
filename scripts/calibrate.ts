// Fits the prediction to the published measurements, validates it, and writes parameters and page.
// --trace: first counts the described networks anew (needs Python 3). --check: writes nothing, exits 1 on a difference.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { workloadOf } from "../core/predict/workload.ts";
import { calibrate } from "./calibrate/calibrate.ts";
import { descriptions } from "./calibrate/models.ts";
import { samplesOf } from "./calibrate/observations.ts";
import { pageOf } from "./calibrate/page.ts";
import { plotsOf } from "./calibrate/plots.ts";
import { readRows } from "./calibrate/read-rows.ts";
import { traceModel } from "./calibrate/trace-models.ts";
import { decodeWorkloads, encodeWorkloads } from "./calibrate/workload-store.ts";

const root = join(import.meta.dirname, "..");
const data = join(import.meta.dirname, "calibrate", "data");
const workloadFile = join(data, "workloads.ndjson");

if (process.argv.includes("--trace")) {
  const traced = new Map([...descriptions].map(([key, it]) => [key, workloadOf(traceModel(it))] as const));
  writeFileSync(workloadFile, encodeWorkloads(traced));
}

const workloads = decodeWorkloads(readFileSync(workloadFile, "utf8"));
const rows = readRows(readFileSync(join(data, "board-latency.csv"), "utf8"));
const outcome = calibrate(samplesOf(rows, workloads));

const stale: string[] = [];
await write("core/predict/fitted.json", JSON.stringify(outcome.calibration));
await write("docs/prediction.md", pageOf(outcome));
for (const [file, text] of await plotsOf(outcome)) await write(file, text);
console.log(stale.length === 0 ? "The calibration is fresh." : `Wrote ${stale.join(", ")}`);
if (process.argv.includes("--check") && stale.length > 0) process.exitCode = 1;

async function write(file: string, text: string): Promise<void> {
  const path = join(root, file);
  const filled = file.endsWith(".svg") ? text : await format(text, { filepath: path, printWidth: 110 });
  if (readOrEmpty(path) === filled) return;
  stale.push(file);
  if (!process.argv.includes("--check")) writeFileSync(path, filled);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

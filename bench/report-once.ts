/** One full report in a process of its own: prints its milliseconds and what memory it took beyond the start. */
import { analyze } from "../core/metrics/analyze.ts";
import { toInspectReport } from "../protocol/to-inspect-report.ts";
import { locator } from "../server/locate.ts";
import { openModel } from "../server/open-model.ts";

/** Open → full report, as `edgewise inspect --json` does it. */
export function fullReport(path: string): number {
  const opened = openModel(path);
  if (!opened.ok) throw new Error(opened.error.message);
  const { name, model, problems } = opened.value;
  const report = toInspectReport(analyze(model), { name, path, locate: locator(opened.value), problems });
  return report.nodes.length;
}

if (process.argv[1]?.endsWith("report-once.ts") && process.argv[2]) {
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  const nodes = fullReport(process.argv[2]);
  const ms = performance.now() - start;
  const { maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ nodes, ms, rssMiB: maxRSS / 1024, grownMiB: (maxRSS - before) / 1024 }));
}

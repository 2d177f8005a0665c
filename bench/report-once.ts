/** Full reports in a process of their own: `FILE [RUNS]` prints the milliseconds of the first and of warm runs. */
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

/** Milliseconds of each run; the first one is cold. */
function timed(path: string, runs: number): readonly number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    fullReport(path);
    return performance.now() - start;
  });
}

const [path, runs = "1"] = process.argv.slice(2);
if (path) {
  const [first = NaN, ...later] = timed(path, Number(runs));
  // The later half: by then the engine has compiled what it runs.
  const warm = later.slice(later.length / 2).sort((a, b) => a - b);
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  console.log(
    JSON.stringify({ nodes: fullReport(path), ms: first, warmMs: warm[Math.floor(warm.length / 2)], rssMiB }),
  );
}

// The places of a model that take most of the time on its first target; it must not predict.
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type Evaluated } from "../devices/evaluated.ts";

const mostPlaces = 5;

/** Shares of the time by key, of the five places that take most. `keyOf` gives the place of a node, if it has one. */
export function hotPlaces<K>(
  { analysis, predictions }: Evaluated,
  keyOf: (report: NodeReport) => K | undefined,
): ReadonlyMap<K, number> {
  // The first target that anything is known of.
  const prediction = predictions.map((it) => it.prediction).find((it) => !("noData" in it));
  if (!prediction || "noData" in prediction) return new Map();
  const times = new Map<K, number>();
  for (const { nodes, ms } of prediction.kernels) {
    const report = analysis.nodes[nodes[0] ?? -1];
    const key = report && keyOf(report);
    if (key !== undefined) times.set(key, (times.get(key) ?? 0) + ms);
  }
  const top = [...times].sort(([, a], [, b]) => b - a).slice(0, mostPlaces);
  return new Map(top.map(([key, ms]) => [key, ms / prediction.latencyMs.expected]));
}

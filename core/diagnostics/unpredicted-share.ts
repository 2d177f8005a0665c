import { type Analysis } from "../metrics/analysis.ts";
import { type Target } from "../rules/contract/subject.ts";
import { fallbackPartition } from "./fallback-partition.ts";
import { linksOf } from "./links.ts";
import { percent } from "./numbers.ts";

/** A twentieth of the work on a slower unit already weighs as much as the rest. */
const mostElsewhere = 0.05;

/** Why a prediction for the chosen unit would mislead: too much of the model runs on another one. */
export function unpredictedShare(analysis: Analysis, target: Target): string | undefined {
  const subject = {
    analysis,
    links: linksOf(analysis.nodes),
    problems: [],
    targets: [target],
    target,
    budgets: {},
  };
  const partition = fallbackPartition(subject);
  if (!partition) return undefined;
  const share = Math.max(partition.multiplyAdds ?? 0, partition.memoryAccess ?? 0);
  if (share < mostElsewhere) return undefined;
  const { name, isHostRequired } = target.device;
  const place =
    isHostRequired && partition.unit === "cpu" ? "the host's CPU" : `the ${partition.unit.toUpperCase()}`;
  return `${percent(share)} of the work runs on ${place}, not on the accelerator of ${name}: that is not predicted`;
}

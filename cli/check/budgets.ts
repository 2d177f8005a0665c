import { type Analysis } from "../../core/metrics/analysis.ts";
import { type Band, type Budgets } from "../../core/rules/contract/subject.ts";
import { type BudgetCheck } from "../../protocol/check-report.ts";
import { type TargetPrediction } from "../../server/project/evaluate.ts";

/** Every budget that holds for a model, and how it fares: of the file once, of each device with what holds there. */
export function budgetChecks(
  { totals }: Analysis,
  budgets: Budgets,
  predictions: readonly TargetPrediction[],
): readonly BudgetCheck[] {
  const size = (limit: number | undefined, device?: string): readonly BudgetCheck[] =>
    limit === undefined ? [] : [exact("sizeBytes", limit, totals.weightBytes, device)];
  const own = predictions.flatMap(({ target, prediction }) => {
    const on = { ...budgets, ...target.budgets };
    const it = "noData" in prediction ? undefined : prediction;
    const { key } = target;
    return [
      ...banded("latencyMs", on.latencyMs, it?.latencyMs, key),
      ...banded("energyMj", on.energyMj, it?.energyMj, key),
      ...(on.peakMemoryBytes === undefined
        ? []
        : [exact("peakMemoryBytes", on.peakMemoryBytes, it?.peakMemoryBytes, key)]),
      ...size(target.budgets?.sizeBytes, key),
    ];
  });
  return [...size(budgets.sizeBytes), ...own];
}

function exact(
  budget: BudgetCheck["budget"],
  limit: number,
  value: number | undefined,
  device: string | undefined,
): BudgetCheck {
  const verdict = value === undefined ? "not known" : value > limit ? "broken" : "kept";
  return {
    budget,
    ...(device !== undefined && { device }),
    limit,
    ...(value !== undefined && { expected: value }),
    verdict,
  };
}

function banded(
  budget: BudgetCheck["budget"],
  limit: number | undefined,
  band: Band | undefined,
  device: string,
): readonly BudgetCheck[] {
  if (limit === undefined) return [];
  if (!band) return [{ budget, device, limit, verdict: "not known" }];
  const { low, expected, high } = band;
  return [{ budget, device, limit, low, expected, high, verdict: verdictOf(band, limit) }];
}

function verdictOf({ low, expected, high }: Band, limit: number): BudgetCheck["verdict"] {
  if (high <= limit) return "kept";
  if (low > limit) return "broken";
  return expected > limit ? "probably broken" : "maybe broken";
}

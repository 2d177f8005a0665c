import { type BudgetCheck, type CheckReport, type ModelCheck } from "../../protocol/check-report.ts";
import { bytesText, countText } from "../../core/graph/quantities.ts";
import { amount, bandText, counted } from "../device-texts.ts";

/** `3 models: 1 error, 2 warnings, 1 broken budget.` */
export function summaryText({ models, failures, summary }: CheckReport): string {
  const { errors, warnings, infos, brokenBudgets } = summary;
  const parts = [
    counted(errors, "error"),
    counted(warnings, "warning"),
    counted(infos, "note"),
    counted(brokenBudgets, "broken budget"),
    failures.length === 0 ? "" : `${counted(failures.length, "model")} not checked to the end`,
  ].filter((it) => it !== "");
  return `${counted(models.length, "model") || "no models"}: ${parts.join(", ") || "no findings"}.`;
}

const budgetNames = {
  latencyMs: "latency",
  energyMj: "energy",
  sizeBytes: "size",
  peakMemoryBytes: "peak memory",
} as const;

/** As cells: what, where, limit, value, verdict. */
export function budgetCells(it: BudgetCheck): readonly string[] {
  return [
    budgetNames[it.budget],
    it.device ?? "any device",
    quantity(it.budget, it.limit),
    valueText(it),
    signed(it),
  ];
}

export const budgetTitles = ["Budget", "Device", "Limit", "Value", "Verdict"] as const;

export function budgetText(it: BudgetCheck): string {
  const where = it.device === undefined ? "" : ` on ${it.device}`;
  return `${budgetNames[it.budget]}${where} is ${valueText(it)}, the budget ${quantity(it.budget, it.limit)}`;
}

function valueText({ budget, low, high, expected }: BudgetCheck): string {
  if (low !== undefined && high !== undefined) return `${bandText({ low, high })}\u2009${unitOf(budget)}`;
  return expected === undefined ? "not known" : quantity(budget, expected);
}

function quantity(budget: BudgetCheck["budget"], value: number): string {
  return unitOf(budget) === "B" ? bytesText(value) : `${amount(value)}\u2009${unitOf(budget)}`;
}

function unitOf(budget: BudgetCheck["budget"]): string {
  return budget === "latencyMs" ? "ms" : budget === "energyMj" ? "mJ" : "B";
}

const signs = {
  kept: "✓",
  "maybe broken": "⚠",
  "probably broken": "⚠",
  broken: "✗",
  "not known": "⚠",
} as const;

function signed({ verdict }: BudgetCheck): string {
  return `${signs[verdict]} ${verdict}`;
}

/** The totals as label, value now, and the change since the base revision. */
export function totalRows({ totals, change }: ModelCheck): readonly (readonly [string, string, string])[] {
  const before = change?.before;
  const row = (
    label: string,
    name: "parameters" | "multiplyAdds" | "memoryAccessBytes" | "peakActivationBytes" | "weightBytes",
    text: (value: number) => string,
  ) => {
    const now = totals[name];
    const atLeast = totals.lowerBounds?.includes(name) ? "at least " : "";
    const known = now === undefined ? "not known" : atLeast + text(now);
    return [label, known, before ? changeText(before[name], now, text) : ""] as const;
  };
  return [
    row("parameters", "parameters", countText),
    row("multiply-adds", "multiplyAdds", countText),
    row("memory access", "memoryAccessBytes", bytesText),
    row("weights", "weightBytes", bytesText),
    row("peak activations", "peakActivationBytes", bytesText),
  ];
}

/** `+1.20 M (+8.0%)`, `same`; empty when one of the two is not known. */
export function changeText(
  before: number | undefined,
  now: number | undefined,
  text: (value: number) => string,
): string {
  if (before === undefined || now === undefined) return "";
  const difference = now - before;
  if (Math.abs(difference) <= 1e-9 * Math.abs(before)) return "same";
  const sign = difference < 0 ? "−" : "+";
  const percent = before === 0 ? "" : ` (${sign}${percentText(Math.abs(difference / before))})`;
  return `${sign}${text(Math.abs(difference))}${percent}`;
}

function percentText(share: number): string {
  const percent = 100 * share;
  if (percent < 0.1) return "<0.1%";
  return `${percent.toFixed(percent < 10 ? 1 : 0)}%`;
}

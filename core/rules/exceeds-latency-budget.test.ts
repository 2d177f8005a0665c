import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { exceedsLatencyBudget } from "./exceeds-latency-budget.ts";

const forecast = (low: number, expected: number, high: number) => ({
  latencyMs: { low, expected, high },
  energyMj: { low, expected, high },
  nodeMs: new Map(),
});
const latencyMs = 20;

test("its examples", () => {
  expectExamples(exceedsLatencyBudget, { bad: forecast(24, 30, 40), good: forecast(1, 2, 3) });
});

test.each([
  [24, 30, 40, undefined],
  [14, 18, 22, "info"],
  [18, 22, 26, "warning"],
])("a band from %d over %d to %d with a budget of 20", (low, expected, high, severity) => {
  const [found] = findings(
    exceedsLatencyBudget,
    { ...exceedsLatencyBudget.bad, budgets: { latencyMs } },
    forecast(low, expected, high),
  );
  expect(found).toBeDefined();
  expect(found?.severity).toBe(severity);
});

test("within the budget there is nothing to say", () => {
  expect(findings(exceedsLatencyBudget, exceedsLatencyBudget.bad, forecast(1, 2, 3))).toEqual([]);
});

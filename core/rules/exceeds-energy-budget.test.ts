import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { exceedsEnergyBudget } from "./exceeds-energy-budget.ts";

const forecast = (low: number, expected: number, high: number) => ({
  latencyMs: { low, expected, high },
  energyMj: { low, expected, high },
  nodeMs: new Map(),
});
const energyMj = 100;

test("its examples", () => {
  expectExamples(exceedsEnergyBudget, { bad: forecast(120, 150, 200), good: forecast(1, 2, 3) });
});

test.each([
  [120, 150, 200, undefined],
  [70, 90, 110, "info"],
  [90, 110, 130, "warning"],
])("a band from %d over %d to %d with a budget of 100", (low, expected, high, severity) => {
  const [found] = findings(
    exceedsEnergyBudget,
    { ...exceedsEnergyBudget.bad, budgets: { energyMj } },
    forecast(low, expected, high),
  );
  expect(found).toBeDefined();
  expect(found?.severity).toBe(severity);
});

test("within the budget there is nothing to say", () => {
  expect(findings(exceedsEnergyBudget, exceedsEnergyBudget.bad, forecast(1, 2, 3))).toEqual([]);
});

import { bytesText } from "../graph/quantities.ts";
import { type Rule } from "./contract/rule.ts";

export const exceedsSizeBudget: Rule = {
  id: "exceeds-size-budget",
  group: "fit",
  severity: "error",
  isForTarget: false,
  what: "The weights take more bytes than the budget allows.",
  why: "They have to be shipped, stored and loaded: over the air, in flash, at every start.",
  fix: "Store them in a narrower type (float16 halves them, int8 quarters them), prune channels, or share weights.",
  sources: ["The budget is the user's"],
  bad: {
    model: `large (float[1, 1024] x, float[1024, 1000] w = ["location": "w.bin"]) => (float[1, 1000] y) { y = MatMul (x, w) }`,
    budgets: { sizeBytes: 1_000_000 },
  },
  good: {
    model: `large (float[1, 1024] x, float[1024, 1000] w = ["location": "w.bin"]) => (float[1, 1000] y) { y = MatMul (x, w) }`,
    budgets: { sizeBytes: 5_000_000 },
  },

  *check({ analysis, budgets: { sizeBytes } }) {
    const { weightBytes } = analysis.totals;
    if (sizeBytes === undefined || weightBytes <= sizeBytes) return;
    yield { message: `Weights take ${bytesText(weightBytes)}: above the budget of ${bytesText(sizeBytes)}.` };
  },
};

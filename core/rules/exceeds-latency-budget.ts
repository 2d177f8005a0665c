import { bandFinding } from "../diagnostics/band-finding.ts";
import { type Rule } from "./contract/rule.ts";

const model = `any (float[1, 8, 8, 8] x, float[8, 8, 3, 3] w = ["location": "w.bin"]) => (float[1, 8, 8, 8] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`;

export const exceedsLatencyBudget: Rule = {
  id: "exceeds-latency-budget",
  group: "fit",
  severity: "error",
  isForTarget: true,
  what: "The predicted latency is above the budget.",
  why: "The frame comes too late: at 30 frames for each second there are 33 ms for all of it, pre- and postprocessing included.",
  fix: "Compare devices, or change what the prediction is bound by: fewer bytes where memory is the bound, fewer multiply-adds where compute is.",
  sources: ["The budget is the user's, the band that of the prediction"],
  bad: { model, device: "jetson-nano", budgets: { latencyMs: 20 } },
  good: { model, device: "jetson-nano" },

  *check({ budgets, target }) {
    const budget = budgets.latencyMs;
    const band = target?.forecast?.latencyMs;
    if (!target || budget === undefined || !band) return;
    const finding = bandFinding(band, budget, { what: "latency", unit: "ms", device: target.device.name });
    if (finding) yield finding;
  },
};

import { bandFinding } from "../diagnostics/band-finding.ts";
import { type Rule } from "./contract/rule.ts";

const model = `any (float[1, 8, 8, 8] x, float[8, 8, 3, 3] w = ["location": "w.bin"]) => (float[1, 8, 8, 8] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`;

export const exceedsEnergyBudget: Rule = {
  id: "exceeds-energy-budget",
  group: "fit",
  severity: "error",
  isForTarget: true,
  what: "The predicted energy for one inference is above the budget.",
  why: "On a battery it sets the running time, in a closed case the temperature.",
  fix: "Lower the latency or the power mode; a slower device with less power can need less energy for the same inference.",
  sources: ["The budget is the user's, the band that of the prediction"],
  bad: { model, device: "jetson-nano", budgets: { energyMj: 100 } },
  good: { model, device: "jetson-nano" },

  *check({ budgets, target }) {
    const budget = budgets.energyMj;
    const band = target?.forecast?.energyMj;
    if (!target || budget === undefined || !band) return;
    const finding = bandFinding(band, budget, {
      what: "energy for one inference",
      unit: "mJ",
      device: target.device.name,
    });
    if (finding) yield finding;
  },
};

import { expect, test } from "vitest";
import { type Totals } from "../../core/metrics/analysis.ts";
import { headChange } from "./head-change.ts";

function totals(parameters: number, multiplyAdds: number | undefined, peak = 1024): Totals {
  const total = (value: number | undefined) => ({
    ...(value !== undefined && { value }),
    isLowerBound: false,
  });
  return {
    parameters,
    multiplyAdds: total(multiplyAdds),
    memoryAccess: total(0),
    memoryAccessBytes: total(0),
    memoryUsageBytes: total(0),
    peakActivationBytes: total(peak),
    weightBytes: 0,
    weightBytesByType: new Map(),
  };
}

test.each([
  ["more and less", totals(1000, 100), totals(1_201_000, 92), "+1.20\u2009M parameters, −8.0% multiply-adds"],
  ["a small change", totals(1, 1_000_000), totals(1, 1_000_300), "+0.03% multiply-adds"],
  ["what was nothing before", totals(1, 0), totals(1, 12_000), "+12.0\u2009k multiply-adds"],
  ["the peak alone", totals(1, 1), totals(1, 1, 3072), "+2.00\u2009KiB peak"],
  ["nothing", totals(1, 1), totals(1, 1), undefined],
  ["what is not known on one side", totals(1, undefined), totals(1, 5), undefined],
])("%s", (_, before, now, text) => expect(headChange(before, now)).toBe(text));

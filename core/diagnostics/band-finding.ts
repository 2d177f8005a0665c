import { type Finding } from "../rules/contract/rule.ts";
import { type Band } from "../rules/contract/subject.ts";

interface Measure {
  readonly what: string;
  readonly unit: string;
  readonly device: string;
}

/**
 * What a band says of a budget: broken when all of it is above, probably broken when its middle is, possibly when its
 * upper end is. Undefined when it is kept.
 */
export function bandFinding(
  band: Band,
  budget: number,
  { what, unit, device }: Measure,
): Finding | undefined {
  if (band.high <= budget) return undefined;
  const stated = `${text(band.low)}-${text(band.high)} ${unit} ${what} on ${device}`;
  if (band.low > budget)
    return { message: `${stated}: above the budget of ${text(budget)} ${unit}.`, weight: band.expected };
  if (band.expected > budget) {
    return {
      message: `${stated}: probably above the budget of ${text(budget)} ${unit}.`,
      severity: "warning",
      weight: band.expected,
    };
  }
  return {
    message: `${stated}: it may be above the budget of ${text(budget)} ${unit}.`,
    severity: "info",
    weight: band.expected,
  };
}

function text(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value < 10 ? 2 : 3)));
}

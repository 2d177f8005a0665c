// What an edit changed since the last commit, in words; it must not ask git, nor trace.
import { type Total, type Totals } from "../../core/metrics/analysis.ts";
import { bytesText, countText } from "../../core/graph/quantities.ts";

/** Totals of the committed version's models, by the name of the class or function that makes them. */
export type HeadTotals = ReadonlyMap<string, Totals>;

/** `+1.20 M parameters, −8.0% multiply-adds`; undefined when nothing changed. */
export function headChange(before: Totals, now: Totals): string | undefined {
  const parts = [
    countChange("parameters", now.parameters - before.parameters),
    shareChange("multiply-adds", before.multiplyAdds, now.multiplyAdds),
    bytesChange("peak", before.peakActivationBytes, now.peakActivationBytes),
  ].filter((it) => it !== undefined);
  return parts.length > 0 ? parts.join(", ") : undefined;
}

function countChange(what: string, difference: number): string | undefined {
  return difference === 0 ? undefined : `${signed(difference, countText)} ${what}`;
}

function shareChange(what: string, { value: before }: Total, { value: now }: Total): string | undefined {
  if (before === undefined || now === undefined || before === now) return undefined;
  if (before === 0) return `${signed(now, countText)} ${what}`;
  const percent = (100 * (now - before)) / before;
  return `${signed(percent, (it) => (it < 0.1 ? Number(it.toPrecision(1)).toString() : it.toFixed(it < 10 ? 1 : 0)))}% ${what}`;
}

function bytesChange(what: string, { value: before }: Total, { value: now }: Total): string | undefined {
  if (before === undefined || now === undefined || before === now) return undefined;
  return `${signed(now - before, bytesText)} ${what}`;
}

function signed(value: number, text: (size: number) => string): string {
  return `${value < 0 ? "−" : "+"}${text(Math.abs(value))}`;
}

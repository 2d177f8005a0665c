import { rules } from "../rules/index.ts";
import { type RuleGroup } from "../rules/contract/rule.ts";
import { type Diagnostic } from "./diagnose.ts";

/** How a model and a device go together; symbol and words belong together wherever one is shown. */
export const verdicts = {
  fits: { symbol: "✓", words: "fits" },
  "fits-with-warnings": { symbol: "⚠", words: "fits with warnings" },
  /** It would run, and breaks a budget or a need. */
  "does-not-fit": { symbol: "✗", words: "does not fit" },
  "does-not-run": { symbol: "✗", words: "does not run" },
  /** Nothing speaks against it, and nothing says how fast it is. */
  "no-data": { symbol: "?", words: "no data" },
} as const;
export type Verdict = keyof typeof verdicts;

/** `⚠ fits with warnings`. */
export function verdictText(verdict: Verdict): string {
  const { symbol, words } = verdicts[verdict];
  return `${symbol} ${words}`;
}

const groupOf: ReadonlyMap<string, RuleGroup> = new Map(rules.map((it) => [it.id, it.group]));
/** Groups that are about how a model and a device go together; the others hold for the model anywhere. */
const ofFitting: readonly (RuleGroup | undefined)[] = ["support", "fit", "compression"];

/** The diagnostics of a device that bear on its verdict: errors and warnings of support, fit and compression. */
export function obstacles(diagnostics: readonly Diagnostic[], device: string): readonly Diagnostic[] {
  return diagnostics.filter(
    (it) => it.device === device && it.severity !== "info" && ofFitting.includes(groupOf.get(it.rule)),
  );
}

/** Whether an obstacle keeps the model from running there; a broken budget does not. */
export function isFatal({ rule, severity }: Diagnostic): boolean {
  return severity === "error" && (groupOf.get(rule) === "support" || rule === "exceeds-device-memory");
}

/** What diagnostics make of a device, whether or not there is a prediction for it. */
export function verdictOf(diagnostics: readonly Diagnostic[], device: string, hasForecast: boolean): Verdict {
  const found = obstacles(diagnostics, device);
  if (found.some(isFatal)) return "does-not-run";
  if (found.some((it) => it.severity === "error" && groupOf.get(it.rule) === "fit")) return "does-not-fit";
  if (!hasForecast) return "no-data";
  return found.length > 0 ? "fits-with-warnings" : "fits";
}

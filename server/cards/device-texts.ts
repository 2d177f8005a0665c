// How devices, times and verdicts are written in cards, lenses and hints; it must not compute them.
import { type Severity } from "../../core/graph/problem.ts";
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { isFatal, obstacles, verdictOf, verdicts } from "../../core/diagnostics/verdict.ts";
import { runtimeText, shortName } from "../devices/device-names.ts";
import { diagnosticsOn, type Evaluated } from "../devices/evaluated.ts";
import { type TargetPrediction } from "../project/evaluate.ts";
import { type ProjectTarget } from "../project/targets.ts";

// U+2009, as before every unit.
const thinSpace = "\u2009";

export const symbols: Readonly<Record<Severity, string>> = { error: "✗", warning: "⚠", info: "ℹ" };
const words: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** `24-31 ms`, `0.21-0.34 ms`. */
export function timeText({ low, high }: { readonly low: number; readonly high: number }): string {
  const [from, to] = [low, high].map(amountText) as [string, string];
  return `${from === to ? from : `${from}-${to}`}${thinSpace}ms`;
}

/** Two digits below ten, whole numbers above: a band is no more exact. */
export function amountText(value: number): string {
  if (value >= 10) return Math.round(value).toLocaleString("en-US");
  return value < 0.01 ? String(Number(value.toPrecision(1))) : value.toPrecision(2);
}

/** `Jetson Nano · TensorRT FP16`. */
export function targetText({ device, choice }: ProjectTarget): string {
  return choice ? `${shortName(device)} · ${runtimeText(choice)}` : shortName(device);
}

/** `✓`, `⚠ 2 warnings`, `✗ 1 error`: of a few findings, by the worst. Never a sign alone where something is wrong. */
export function countText(findings: readonly Diagnostic[]): string {
  for (const severity of ["error", "warning", "info"] as const) {
    const count = findings.filter((it) => it.severity === severity).length;
    if (count > 0) return `${symbols[severity]} ${count} ${words[severity]}${count === 1 ? "" : "s"}`;
  }
  return "";
}

/** What becomes of the model on a target, in a few words: `✓ fits`, `✗ 3 operators on CPU`, `✗ LayerNormalization`. */
export function verdictWords(evaluation: Evaluated, { target, prediction }: TargetPrediction): string {
  const diagnostics = diagnosticsOn(evaluation, target);
  const { id } = target.device;
  const found = obstacles(diagnostics, id);
  const fatal = found.find(isFatal);
  const operator = fatal?.node?.node.opType;
  if (fatal) return `✗ does not run${operator === undefined ? "" : `: ${operator}`}`;
  const away = evaluation.fallback.get(target);
  if (away) return `✗ ${away.operators} operator${away.operators === 1 ? "" : "s"} on ${away.unit}`;
  const verdict = verdictOf(diagnostics, id, !("noData" in prediction));
  const { symbol, words: said } = verdicts[verdict];
  if (verdict !== "fits-with-warnings") return `${symbol} ${said}`;
  return countText(found);
}

/** `~24-31 ms`; what is wrong there stands for a time that nobody will see. */
export function lensText(evaluation: Evaluated, it: TargetPrediction): string {
  const { target, prediction } = it;
  const name = [shortName(target.device), target.choice?.precision.toUpperCase()].filter(Boolean).join(" ");
  const verdict = verdictWords(evaluation, it);
  const time = "noData" in prediction ? "no data" : `~${timeText(prediction.latencyMs)}`;
  if (verdict.startsWith("✗ does not run")) return `${name} ${verdict}`;
  if (!verdict.startsWith("✗")) return `${name} ${time}`;
  return "noData" in prediction ? `${name} ${verdict}` : `${name} ${time} ${verdict}`;
}

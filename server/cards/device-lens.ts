// Devices in a lens: what the model will take on each of them, and what an edit changed. It must not predict.
import { type Evaluated } from "../devices/evaluated.ts";
import { amountText, lensText } from "./device-texts.ts";

const mostTargets = 2;
// U+2009, as before every unit.
const thinSpace = "\u2009";
/** A change that is smaller than this share is what rounding and the model of a kernel leave. */
const leastChange = 0.002;

/** `Jetson Nano FP16 ~24-31 ms · Coral USB Accelerator ✗ 3 operators on CPU · +1 more`; nothing without targets. */
export function deviceFacts(evaluation: Evaluated): string | undefined {
  const { predictions } = evaluation;
  if (predictions.length === 0) return undefined;
  const shown = predictions.slice(0, mostTargets).map((it) => lensText(evaluation, it));
  const rest = predictions.length - shown.length;
  return [...shown, ...(rest > 0 ? [`+${rest} more`] : [])].join(" · ");
}

/** `+1.2 ms`; undefined where nothing changed, or there is no prediction. */
export function timeChange(before: number | undefined, now: number | undefined): string | undefined {
  if (before === undefined || now === undefined || Math.abs(now - before) < leastChange * before)
    return undefined;
  return `${now < before ? "−" : "+"}${amountText(Math.abs(now - before))}${thinSpace}ms`;
}

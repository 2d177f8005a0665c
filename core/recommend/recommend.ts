import { type Alternative, type Candidate } from "./candidate.ts";
import { latencyOf, type Remark, remarksOn } from "./checks.ts";
import { latencyLimit, type Needs } from "./needs.ts";
import { drawOf } from "./power.ts";
import { type Verdict } from "../diagnostics/verdict.ts";

/** A device and what speaks for and against it, as phrases without a full stop. */
export interface Advice {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
  /** What it gives of what was asked. */
  readonly reasons: readonly string[];
  /** What to know before it is chosen. */
  readonly caveats: readonly string[];
  /** Why it does not do; empty for one that fits. */
  readonly against: readonly string[];
  /** What would have to change for it to fit; absent where nothing small would do. */
  readonly nearMiss?: string;
  /** Asked latency over the predicted one: 2 is twice as fast as needed. */
  readonly headroom?: number;
  readonly watts?: number;
}

export interface Recommendation {
  /** The least power first; where it is the same, or not known, the fastest. */
  readonly fits: readonly Advice[];
  /** Near misses first, then what is only not known, then the rest. */
  readonly others: readonly Advice[];
}

/**
 * Which devices do what is asked, and why the others do not. The survey's sections 2 and 7.1, computed: power and speed
 * decide, the framework and the operators exclude. Prices are not known and play no part.
 */
export function recommend(needs: Needs, candidates: readonly Candidate[]): Recommendation {
  const all = candidates.map((it) => adviceOn(it, needs));
  const fits = all.filter((it) => it.against.length === 0).sort(byPowerThenSpeed(needs));
  const others = all.filter((it) => it.against.length > 0);
  const rank = (it: Advice) => (it.nearMiss !== undefined ? 0 : it.verdict === "no-data" ? 1 : 2);
  return { fits: fits.map(withStanding), others: others.sort((a, b) => rank(a) - rank(b)) };
}

function adviceOn(candidate: Candidate, needs: Needs): Advice {
  const remarks = remarksOn(candidate, needs);
  const texts = (...kinds: Remark["kind"][]) =>
    remarks.filter((it) => kinds.includes(it.kind)).map((it) => it.text);
  const limit = latencyLimit(needs);
  const latency = latencyOf(candidate, needs);
  const draw = drawOf(candidate.target.device, candidate.target.choice.unit, needs.watts);
  const nearMiss = nearMissOf(candidate, needs, remarks);
  return {
    candidate,
    verdict: verdictFrom(remarks),
    reasons: texts("for"),
    caveats: texts("but", "note"),
    against: texts("against"),
    ...(nearMiss !== undefined && { nearMiss }),
    ...(limit !== undefined && latency && { headroom: limit / latency.expected }),
    ...(draw && { watts: draw.watts }),
  };
}

function verdictFrom(remarks: readonly Remark[]): Verdict {
  const against = remarks.filter((it) => it.kind === "against");
  if (against.some((it) => it.isFatal)) return "does-not-run";
  if (against.length > 0) return against.every((it) => it.isNoData) ? "no-data" : "does-not-fit";
  return remarks.some((it) => it.kind === "but") ? "fits-with-warnings" : "fits";
}

/** Another way to run it there that fits, or a step that takes away all that speaks against this one. */
function nearMissOf(candidate: Candidate, needs: Needs, remarks: readonly Remark[]): string | undefined {
  const against = remarks.filter((it) => it.kind === "against");
  if (against.length === 0) return undefined;
  const other = candidate.alternatives?.find((it) => alternativeFits(candidate, it, needs));
  if (other) return `fits with ${other.change}`;
  const steps = against.map((it) => it.unless);
  return steps.every((it) => it !== undefined) ? `would fit if ${steps.join(" and ")}` : undefined;
}

function alternativeFits({ target }: Candidate, other: Alternative, needs: Needs): boolean {
  const { choice = target.choice, forecast, diagnostics } = other;
  const changed = { device: target.device, choice, ...(forecast && { forecast }) };
  return !remarksOn({ target: changed, diagnostics }, needs).some((it) => it.kind === "against");
}

function byPowerThenSpeed(needs: Needs) {
  const speed = ({ candidate }: Advice) => latencyOf(candidate, needs)?.expected ?? Infinity;
  const watts = (it: Advice) => it.watts ?? Infinity;
  return (a: Advice, b: Advice) =>
    watts(a) === watts(b) ? compare(speed(a), speed(b)) : compare(watts(a), watts(b));
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Says of the first one why it is the first. */
function withStanding(advice: Advice, index: number, all: readonly Advice[]): Advice {
  if (index > 0 || all.length < 2 || advice.watts === undefined) return advice;
  const isLeast = all.slice(1).every((it) => it.watts === undefined || it.watts > (advice.watts ?? 0));
  const text = isLeast
    ? `the least power of the ${all.length} devices that fit`
    : "the fastest of those that fit with the least power";
  return { ...advice, reasons: [...advice.reasons, text] };
}

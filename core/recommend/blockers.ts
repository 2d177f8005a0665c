import { type Diagnostic } from "../diagnostics/diagnose.ts";
import { fallbackPartition } from "../diagnostics/fallback-partition.ts";
import { memoryNeed } from "../diagnostics/memory-need.ts";
import { linksOf } from "../diagnostics/links.ts";
import { percent } from "../diagnostics/numbers.ts";
import { isFatal, obstacles } from "../diagnostics/verdict.ts";
import { bytesText } from "../graph/quantities.ts";
import { type Analysis } from "../metrics/analysis.ts";
import { type Target } from "../rules/contract/subject.ts";
import { type Candidate } from "./candidate.ts";
import { memoryOf } from "./memory-of.ts";
import { short } from "./texts.ts";

/** What stands in a model's way on a device, and what it costs. */
export interface Blocker {
  readonly rule: string;
  readonly severity: Diagnostic["severity"];
  /** True when the model does not run there because of it. */
  readonly isFatal: boolean;
  /** Whole sentences with numbers. */
  readonly message: string;
  /** `41% of the multiply-adds`, `12% of the predicted time`; absent where it has no measure. */
  readonly cost?: string;
}

/** Of the diagnostics those that bear on the verdict, the fatal ones first. */
export function blockersOf(analysis: Analysis, { target, diagnostics }: Candidate): readonly Blocker[] {
  const found = obstacles(diagnostics, target.device.id).map((it): Blocker => {
    const cost = costOf(it, analysis, target);
    return {
      rule: it.rule,
      severity: it.severity,
      isFatal: isFatal(it),
      message: it.message,
      ...(cost !== undefined && { cost }),
    };
  });
  return [...found.filter((it) => it.isFatal), ...found.filter((it) => !it.isFatal)];
}

/** Costs that follow from the model and the device; those of layers follow from their predicted time. */
const costs: Readonly<Record<string, (analysis: Analysis, target: Target) => string | undefined>> = {
  "cpu-fallback-partition": fallbackCost,
  "exceeds-on-chip-cache": streamingCost,
  "exceeds-device-memory": memoryCost,
};

function costOf(diagnostic: Diagnostic, analysis: Analysis, target: Target): string | undefined {
  const known = costs[diagnostic.rule];
  if (known) return known(analysis, target);
  const { node, alike } = diagnostic;
  const times = target.forecast?.nodeMs;
  if (!node || !times) return undefined;
  const sum = [node, ...alike].reduce((total, it) => total + (times.get(it.index) ?? 0), 0);
  const all = [...times.values()].reduce((total, it) => total + it, 0);
  return sum > 0 ? `${percent(sum / all)} of the predicted time (${short(sum)} ms)` : undefined;
}

/** `3 operators on CPU: 41% of the multiply-adds`. */
function fallbackCost(analysis: Analysis, target: Target): string | undefined {
  const links = linksOf(analysis.nodes);
  const partition = fallbackPartition({
    analysis,
    links,
    problems: [],
    targets: [target],
    target,
    budgets: {},
  });
  if (!partition) return undefined;
  const { nodes, unit, multiplyAdds, memoryAccess } = partition;
  const count = `${nodes.length} ${nodes.length === 1 ? "operator" : "operators"} on ${unit.toUpperCase()}`;
  if (multiplyAdds !== undefined && multiplyAdds > 0)
    return `${count}: ${percent(multiplyAdds)} of the multiply-adds`;
  return memoryAccess === undefined ? count : `${count}: ${percent(memoryAccess)} of the memory access`;
}

/** `27 ms of each inference`: what does not stay on the chip crosses the link again. */
function streamingCost(analysis: Analysis, target: Target): string | undefined {
  const { memory, links } = target.device;
  const rate = links?.find((it) => it.bytesPerSecond !== undefined)?.bytesPerSecond;
  const need = memoryNeed(analysis, target);
  if (!need || rate === undefined || memory.weightCacheBytes === undefined) return undefined;
  return `${short((1000 * (need.weights - memory.weightCacheBytes)) / rate)} ms of each inference`;
}

/** `1.20 GiB too much`. */
function memoryCost(analysis: Analysis, target: Target): string | undefined {
  const { neededBytes, availableBytes } = memoryOf(analysis, target);
  if (neededBytes === undefined || availableBytes === undefined) return undefined;
  return `${bytesText(neededBytes - availableBytes)} too much`;
}

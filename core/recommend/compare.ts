import { verdictOf, type Verdict } from "../diagnostics/verdict.ts";
import { type Device } from "../devices/contract/device.ts";
import { type RuntimeChoice } from "../devices/contract/runtime.ts";
import { type Analysis } from "../metrics/analysis.ts";
import { type Band } from "../rules/contract/subject.ts";
import { type Blocker, blockersOf } from "./blockers.ts";
import { type Candidate } from "./candidate.ts";
import { type ComparedMemory, memoryOf } from "./memory-of.ts";
import { perSecond } from "./texts.ts";

/** One row of the comparison. Absent is what is not known. */
export interface ComparedDevice {
  readonly device: Device;
  readonly choice: RuntimeChoice;
  readonly verdict: Verdict;
  readonly latencyMs?: Band;
  readonly inferencesPerSecond?: Band;
  readonly energyMj?: Band;
  /** True when no measurement stands behind the times. */
  readonly isFromDataSheet: boolean;
  readonly memory: ComparedMemory;
  /** What speaks against the device, each with what it costs; the fatal ones first. */
  readonly blockers: readonly Blocker[];
}

/** One model on several devices, in the order given. */
export function compareDevices(
  analysis: Analysis,
  candidates: readonly Candidate[],
): readonly ComparedDevice[] {
  return candidates.map((candidate) => {
    const { target, diagnostics, isFromDataSheet = false } = candidate;
    const { device, choice, forecast } = target;
    return {
      device,
      choice,
      verdict: verdictOf(diagnostics, device.id, forecast !== undefined),
      ...(forecast && {
        latencyMs: forecast.latencyMs,
        inferencesPerSecond: perSecond(forecast.latencyMs),
      }),
      ...(forecast?.energyMj && { energyMj: forecast.energyMj }),
      isFromDataSheet,
      memory: memoryOf(analysis, target),
      blockers: blockersOf(analysis, candidate),
    };
  });
}

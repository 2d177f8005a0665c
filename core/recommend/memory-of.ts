import { memoryNeed } from "../diagnostics/memory-need.ts";
import { type Analysis } from "../metrics/analysis.ts";
import { type Target } from "../rules/contract/subject.ts";

export interface ComparedMemory {
  /** Weights and peak activations in the chosen precision. */
  readonly neededBytes?: number;
  /** True when parts of the model are not counted. */
  readonly isLowerBound: boolean;
  /** What its system reports, else what is built in; of an accelerator its own. */
  readonly availableBytes?: number;
}

export function memoryOf(analysis: Analysis, target: Target): ComparedMemory {
  const { forecast, device } = target;
  const counted = memoryNeed(analysis, target);
  const neededBytes = counted?.bytes ?? forecast?.peakMemoryBytes;
  const availableBytes = forecast?.availableMemoryBytes ?? device.memory.usableBytes ?? device.memory.bytes;
  return {
    ...(neededBytes !== undefined && { neededBytes }),
    isLowerBound: counted?.isLowerBound ?? false,
    ...(availableBytes !== undefined && { availableBytes }),
  };
}

import { type Analysis } from "../metrics/analysis.ts";
import { type Target } from "../rules/contract/subject.ts";

export interface MemoryNeed {
  readonly bytes: number;
  readonly weights: number;
  readonly activations: number;
  readonly isLowerBound: boolean;
}

const bytesOfPrecision = { fp32: 4, tf32: 4, fp16: 2, bf16: 2, int16: 2, int8: 1, int4: 0.5 } as const;

/** Bytes for one element of weights in the target's precision, and of activations, which are never below a byte. */
export function elementBytes({ choice: { precision } }: Target): {
  readonly weights: number;
  readonly activations: number;
} {
  const weights = bytesOfPrecision[precision];
  return { weights, activations: Math.max(weights, precision === "int4" ? 2 : 1) };
}

/**
 * Weights and peak activations as they are on the target: float32 of the model becomes its precision, what is
 * narrower already stays. Undefined when the peak is not known.
 */
export function memoryNeed({ totals }: Analysis, target: Target): MemoryNeed | undefined {
  const peak = totals.peakActivationBytes;
  if (peak.value === undefined) return undefined;
  const { weights: weightBytes, activations: activationBytes } = elementBytes(target);
  let weights = 0;
  for (const [type, bytes] of totals.weightBytesByType) {
    weights += type === "float32" ? (bytes * Math.min(4, weightBytes)) / 4 : bytes;
  }
  // The engine computes the peak in the types of the model; nearly all of it is float32 where anything is.
  const activations = (peak.value * Math.min(4, activationBytes)) / 4;
  return { bytes: weights + activations, weights, activations, isLowerBound: peak.isLowerBound };
}

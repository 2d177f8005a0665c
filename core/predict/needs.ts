import { type ComputeUnitName, type Device } from "../devices/contract/device.ts";
import { byteLength } from "../graph/data-type.ts";
import { type Analysis } from "../metrics/analysis.ts";
import { type Band, scaleBand } from "./band.ts";
import { type Energy, type Prediction } from "./prediction.ts";

/** Time by the power that the device is stated to take; absent where no power is known. */
export function energyOf({ power }: Device, latencyMs: Band, powerMode?: string): Energy | undefined {
  const mode = power?.modes?.find((it) => it.name === powerMode)?.watts;
  const watts = mode ?? power?.typicalWatts ?? power?.maximumWatts;
  if (watts === undefined) return undefined;
  const of = mode !== undefined ? "mode" : power?.typicalWatts !== undefined ? "typical" : "maximum";
  return { ...scaleBand(latencyMs, watts), watts, of };
}

/** Share of a unit's rates that a power mode leaves; 1 for the fastest and for modes whose share is not known. */
export function shareOfPeak({ power }: Device, unit: ComputeUnitName, powerMode?: string): number {
  const mode = power?.modes?.find((it) => it.name === powerMode);
  return (unit === "gpu" ? mode?.gpuShareOfPeak : unit === "npu" ? mode?.npuShareOfPeak : undefined) ?? 1;
}

interface Sizes {
  readonly elementBytes: number;
  /** Elements of all weights. */
  readonly weights: number;
  readonly unit: ComputeUnitName;
}

/** Weights and the largest set of live activations in the precision it runs in, and what the device has for them. */
export function memoryOf(
  { totals, inputs }: Analysis,
  { memory, isHostRequired }: Device,
  { elementBytes, weights }: Sizes,
): Pick<Prediction, "peakMemoryBytes" | "freeMemoryBytes"> {
  const activations = totals.peakActivationBytes.value;
  const type = inputs[0]?.type;
  const stored = type?.kind === "tensor" && type.dtype ? byteLength(type.dtype, 1) : undefined;
  const free = memory.usableBytes ?? memory.bytes;
  return {
    ...(activations !== undefined && {
      peakMemoryBytes: Math.round(weights * elementBytes + (activations * elementBytes) / (stored ?? 4)),
    }),
    ...(free !== undefined && !isHostRequired && { freeMemoryBytes: free }),
  };
}

import { type ComputeUnitName } from "../devices/contract/device.ts";
import { type Precision, type RuntimeId } from "../devices/contract/runtime.ts";
import { type Band } from "./band.ts";
import { type Measure } from "./calibration.ts";
import { type KernelClass } from "./kernels.ts";
import { type Bound } from "./roofline.ts";

/** How a network is to be run; what is left out is the device's default. */
export interface PredictOptions {
  readonly runtime?: RuntimeId;
  readonly unit?: ComputeUnitName;
  readonly precision?: Precision;
  /** Inferences computed together, beyond the batch that the graph has; 1 by default. */
  readonly batch?: number;
  /** On a CPU; all of its largest cores by default. */
  readonly threads?: number;
  /** Name of one of the device's power modes; the fastest by default. */
  readonly powerMode?: string;
}

/** What a network is predicted to need on a device. Times are of one inference. */
export interface Prediction {
  readonly runtime: RuntimeId;
  readonly unit: ComputeUnitName;
  readonly precision: Precision;
  /** What the latency is of: `throughput` where only that was measured, as the time between two results. */
  readonly measure: Measure;
  readonly latencyMs: Band;
  readonly inferencesPerSecond: Band;
  readonly energyMj?: Energy;
  readonly peakMemoryBytes?: number;
  /** What the operating system has of memory, less nothing else that runs; absent for accelerators. */
  readonly freeMemoryBytes?: number;
  readonly boundBy: Bound;
  readonly calibration: CalibrationUsed | "data sheet";
  /** In execution order. */
  readonly kernels: readonly KernelPrediction[];
  /** Of a language model: the time of one token after the first. */
  readonly decode?: DecodePrediction;
  /** What the numbers leave out, as sentences. */
  readonly notes: readonly string[];
}

export interface Energy extends Band {
  /** What the watts are of: the device's typical or largest power, or that of its power mode. */
  readonly watts: number;
  readonly of: "typical" | "maximum" | "mode";
}

/** How well networks of the group that the numbers rest on were predicted without them. */
export interface CalibrationUsed {
  readonly group: string;
  readonly n: number;
  readonly medianError: number;
  readonly p90Error: number;
}

export interface KernelPrediction {
  readonly class: KernelClass;
  /** Indexes of its nodes in the analysis. */
  readonly nodes: readonly number[];
  readonly ms: number;
  readonly boundBy: Bound;
}

export interface DecodePrediction {
  readonly tokenMs: Band;
  readonly tokensPerSecond: Band;
  /** Weights, keys and values that each token reads. */
  readonly bytesPerToken: number;
}

/** No number, and why. */
export interface NoPrediction {
  readonly noData: string;
}

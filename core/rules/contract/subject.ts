import { type Problem } from "../../graph/problem.ts";
import { type Device } from "../../devices/contract/device.ts";
import { type RuntimeChoice } from "../../devices/contract/runtime.ts";
import { type Links } from "../../diagnostics/links.ts";
import { type Analysis } from "../../metrics/analysis.ts";

/** What a rule looks at: one model, and for a rule about devices one target. */
export interface Subject {
  readonly analysis: Analysis;
  readonly links: Links;
  /** What reading the file gave. */
  readonly problems: readonly Problem[];
  /** All that the user chose; for a rule about the model that names the device where it is worst. */
  readonly targets: readonly Target[];
  /** The one that a rule about devices is asked about. */
  readonly target?: Target;
  readonly budgets: Budgets;
}

/** A device that the user chose, and how the model is to run there. */
export interface Target {
  readonly device: Device;
  readonly choice: RuntimeChoice;
  /** Version of the runtime (`8.2`), where the user's setup tells it. */
  readonly runtimeVersion?: string;
  /** Undefined: there is nothing to predict from. */
  readonly forecast?: Forecast;
}

/** What rules ask of a prediction. */
export interface Forecast {
  readonly latencyMs: Band;
  readonly energyMj?: Band;
  readonly peakMemoryBytes?: number;
  /** What the device has free for a model. */
  readonly availableMemoryBytes?: number;
  /** Bytes per second that a class of kernels reaches on it, where fitted or published. */
  readonly bandwidth?: { readonly dense?: number; readonly depthwise?: number };
  /** By the node's index; a fused node's time is that of its kernel's first node. */
  readonly nodeMs: ReadonlyMap<number, number>;
}

/** Ends of the 80% band, and the middle. */
export interface Band {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** What the user allows, on each device. */
export interface Budgets {
  readonly latencyMs?: number;
  readonly energyMj?: number;
  readonly sizeBytes?: number;
  readonly peakMemoryBytes?: number;
}

/** A model that shows the fault, or shows none; with the target that a rule about devices needs. */
export interface Example {
  /** ONNX text. */
  readonly model: string;
  /** What reading another format would give. */
  readonly problems?: readonly Problem[];
  readonly device?: string;
  /** Left out: the device's default. */
  readonly choice?: Partial<RuntimeChoice>;
  readonly runtimeVersion?: string;
  readonly budgets?: Budgets;
}

import { type Precision } from "../devices/contract/runtime.ts";
import { type Framework } from "./framework.ts";

/** What the user asks of a device. What is left out does not matter. */
export interface Needs {
  readonly framesPerSecond?: number;
  /** The longest that one inference may take. */
  readonly latencyMs?: number;
  /** The most that the device may draw. */
  readonly watts?: number;
  /** The least memory that the device has. */
  readonly memoryBytes?: number;
  /** What the model is written or stored in. */
  readonly framework?: Framework;
  readonly precision?: Precision;
  /** True: it must work without another computer. */
  readonly standsAlone?: boolean;
  /** True: only microcontrollers; false: none. */
  readonly isMicrocontroller?: boolean;
}

/** Milliseconds that one inference may take for both needs of speed. */
export function latencyLimit({ framesPerSecond, latencyMs }: Needs): number | undefined {
  const limits = [latencyMs, framesPerSecond && 1000 / framesPerSecond].filter((it) => it !== undefined);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

import { type Target } from "../rules/contract/subject.ts";

/** Operations per second that the chosen unit reaches at most in the chosen precision, dense; 1 multiply-add = 2 operations. */
export function peakOperationsPerSecond({ device, choice }: Target): number | undefined {
  return device[choice.unit]?.peak[choice.precision]?.operationsPerSecond;
}

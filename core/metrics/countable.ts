import { type Dim, isKnown } from "../graph/dim.ts";
import { type Cost } from "./analysis.ts";

/** Undefined for a number beyond 2^53, which only a broken file asks for: what is counted from there on is not exact. */
export function countable<T extends Dim>(count: T | undefined): T | undefined {
  return isKnown(count) && !(count <= Number.MAX_SAFE_INTEGER) ? undefined : count;
}

/** The cost without the numbers that are not countable. */
export function countableCost(cost: Cost): Cost {
  const multiplyAdds = countable(cost.multiplyAdds);
  const memoryAccess = countable(cost.memoryAccess);
  const memoryAccessBytes = countable(cost.memoryAccessBytes);
  const memoryUsageBytes = countable(cost.memoryUsageBytes);
  const isSame =
    multiplyAdds === cost.multiplyAdds &&
    memoryAccess === cost.memoryAccess &&
    memoryAccessBytes === cost.memoryAccessBytes &&
    memoryUsageBytes === cost.memoryUsageBytes;
  if (isSame) return cost;
  const { parameters, reason = "too large to be counted" } = cost;
  return { parameters, multiplyAdds, memoryAccess, memoryAccessBytes, memoryUsageBytes, reason };
}

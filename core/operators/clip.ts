import { type Dim, maximum, minimum } from "../graph/dim.ts";
import { difference } from "./contract/bounds.ts";
import { type Call } from "./contract/call.ts";
import { combineElements, operandOf } from "./contract/elementwise.ts";
import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

/** x → y of the same shape. The limits are attributes before opset 11, inputs since. */
export const clip: Operator = {
  type: "Clip",
  doc: "Limits each element to the range min to max.",
  roles: ["data", "setting", "setting"],
  infer: sameType,

  fold(call, [output]) {
    const low = limit(call, "min", 1);
    const high = limit(call, "max", 2);
    if (low === "unknown" || high === "unknown") return undefined;
    const clipped = (x: Dim) => atMost(low === undefined ? x : atLeast(x, low), high);
    return [combineElements([operandOf(call, 0)], output, ([x = 0]) => clipped(x))];
  },
};

/** undefined: no limit. */
function limit(call: Call, name: string, input: number): Dim | "unknown" | undefined {
  if (!call.has(input)) return call.opset < 11 ? call.float(name) : undefined;
  return call.data(input)?.[0] ?? "unknown";
}

function atLeast(x: Dim, low: Dim): Dim {
  return difference(x, low).low >= 0 ? x : maximum(x, low);
}

function atMost(x: Dim, high: Dim | undefined): Dim {
  return high === undefined || difference(x, high).high <= 0 ? x : minimum(x, high);
}

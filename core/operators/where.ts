import { isStatic } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import {
  broadcastShape,
  combineElements,
  inputShapes,
  type Operand,
  operandOf,
} from "./contract/elementwise.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** condition, x, y → output, all broadcast. */
export const where: Operator = {
  type: "Where",
  doc: "Takes x where the condition is true, else y.",
  infer: (call) => [
    tensor(call.dtype(1) ?? call.dtype(2), broadcastShape(call, inputShapes(call).slice(0, 3))),
  ],

  fold(call, [output]) {
    const condition = call.numbers(0);
    if (!condition) return undefined;
    // A side that is never chosen need not be known.
    const x = operandOf(call, 1) ?? (condition.every((it) => it === 0) ? unused(call, 1) : undefined);
    const y = operandOf(call, 2) ?? (condition.every((it) => it !== 0) ? unused(call, 2) : undefined);
    const operands = [operandOf(call, 0), x, y];
    return [combineElements(operands, output, ([chosen, a, b]) => (chosen === 0 ? b : a))];
  },
};

function unused(call: Call, input: number): Operand | undefined {
  const shape = call.shape(input);
  return isStatic(shape) ? { data: [], shape } : undefined;
}

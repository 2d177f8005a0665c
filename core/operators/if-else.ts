import { type ValueType } from "../graph/value-type.ts";
import { type Call, type Known } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { unionType } from "./contract/union-type.ts";

/** What each If gave, so that folding does not walk its branches a second time. */
const given = new WeakMap<Call, readonly Known[]>();

/** One of two branches. With a condition that is known only when the model runs, either type can come out. */
export const ifElse: Operator = {
  type: "If",
  doc: "Runs one of two branches.",
  roles: ["setting"],

  infer(call) {
    const condition = call.numbers(0)?.[0];
    const isOpen = condition === undefined;
    const thenOutputs = call.body("then_branch", [], isOpen || condition !== 0 ? 1 : 0);
    const elseOutputs = call.body("else_branch", [], isOpen || condition === 0 ? 1 : 0);
    if (!isOpen) {
      const outputs = condition === 0 ? elseOutputs : thenOutputs;
      given.set(call, outputs);
      return outputs.map((it) => it.type);
    }
    return Array.from({ length: call.outputCount }, (_, output): ValueType | undefined =>
      unionType(thenOutputs[output]?.type, elseOutputs[output]?.type, (axis) => call.fresh(output, axis)),
    );
  },

  fold: (call) => given.get(call)?.map((it) => it.data),
};

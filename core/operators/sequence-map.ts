import { elementOf, type ValueType } from "../graph/value-type.ts";
import { type Call, type Known } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** Runs its body for each element; further inputs are sequences that go in step, or tensors that stay the same. */
export const sequenceMap: Operator = {
  type: "SequenceMap",
  doc: "Runs its body for each element of a sequence.",

  infer(call) {
    const inputs = Array.from({ length: call.inputCount }, (_, i) => elementKnown(call, i));
    const outputs = call.body("body", inputs, undefined);
    return Array.from({ length: call.outputCount }, (_, output): ValueType => {
      const element = outputs[output]?.type;
      return { kind: "sequence", ...(element && { element }) };
    });
  },
};

function elementKnown(call: Call, input: number): Known {
  const type = call.type(input);
  if (type?.kind === "sequence") {
    const element = elementOf(type);
    return element ? { type: element } : {};
  }
  const data = call.data(input);
  return { ...(type && { type }), ...(data && { data }) };
}

import { type Dim } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** The sizes of a tensor, or since opset 15 those from axis `start` up to `end`. */
export const shape: Operator = {
  type: "Shape",
  doc: "The sizes of a tensor.",

  infer(call) {
    return [tensor("int64", [sizes(call)?.length ?? call.fresh(0, 0)])];
  },

  fold: (call) => [sizes(call)],
  moves: () => ({ reads: [0] }),
};

/** `start` and `end` are clamped to the rank, as slice() does. */
function sizes(call: Call): readonly Dim[] | undefined {
  return call.shape(0)?.slice(call.int("start", 0), call.int("end"));
}

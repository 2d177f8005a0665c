import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** x, ratio, training_mode → y and the mask, both of the shape of x. */
export const dropout: Operator = {
  type: "Dropout",
  doc: "Drops values at random in training; passes x on at inference.",
  roles: ["data", "setting", "setting"],
  isView: true,
  howCounted: "As at inference: nothing is dropped and nothing is moved.",

  infer(call) {
    // The mask took the type of x before opset 10.
    const mask = call.opset < 10 ? call.dtype(0) : "bool";
    return [tensor(call.dtype(0), call.shape(0)), tensor(mask, call.shape(0))];
  },
  fold: (call) => (call.numbers(2)?.[0] ? undefined : [call.data(0)]),
};

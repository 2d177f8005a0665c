import { volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** The update of a key-value cache: its buffer keeps its size, the new entries are written at `write_indices`. */
export const tensorScatter: Operator = {
  type: "TensorScatter",
  doc: "Writes new entries into a key-value cache.",
  roles: ["data", "data", "setting"],
  howCounted: "The cache is updated in place: only the new entries are read and written.",
  infer: (call) => [tensor(call.dtype(0), call.shape(0))],

  moves(call) {
    const update = call.shape(1);
    return { reads: [0], writes: [update && volume(update)] };
  },
};

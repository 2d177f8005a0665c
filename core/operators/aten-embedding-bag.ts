import { multiply } from "../graph/dim.ts";
import { volume } from "../graph/shape.ts";
import { aten, typesFromTrace } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

/** weight [rows, width], indices, offsets, … → [bags, width]: every index reads a row. */
export const atenEmbeddingBag: Operator = {
  type: "embedding_bag",
  domain: aten,
  doc: "Rows of a table picked by indices and summed in bags.",
  howCounted: "Memory access counts the rows that are picked, not the whole table.",
  roles: ["weight"],
  infer: typesFromTrace,

  moves(call) {
    const width = call.shape(0)?.at(-1);
    const indices = call.shape(1);
    return { reads: [width === undefined || !indices ? undefined : multiply(volume(indices), width)] };
  },
};

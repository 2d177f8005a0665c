import { volume } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["gather", "Elements picked along an axis."],
  ["index", "Elements picked by indices or a mask."],
  ["index_select", "Entries of an axis picked by indices."],
  ["take", "Elements picked by flat positions."],
  ["take_along_dim", "Elements picked along an axis."],
  ["embedding", "Rows of a table picked by indices."],
] as const;

/** Elements picked by indices: only those that are picked are read. */
export const atenGathering: readonly Operator[] = atenFamily(rows, {
  howCounted: "Memory access counts what is picked, not the whole input.",
  roles: ["data"],
  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
});

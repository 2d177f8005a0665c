import { type Shape, shapeText } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** x [N, C, …image] at the places in grid [N, …places, axes] → [N, C, …places]. */
export const gridSample: Operator = {
  type: "GridSample",
  doc: "Samples an image at the places that a grid names.",
  infer: (call) => [tensor(call.dtype(0), sampled(call))],
};

function sampled(call: Call): Shape | undefined {
  const x = call.shape(0);
  const grid = call.shape(1);
  const rank = x?.length ?? grid?.length;
  if (rank === undefined || rank < 3) return undefined;
  if (x && grid && x.length !== grid.length) {
    call.report(`a grid of ${shapeText(grid)} does not sample ${shapeText(x)}`);
    return undefined;
  }
  const places = grid?.slice(1, -1) ?? Array.from({ length: rank - 2 }, (_, i) => call.fresh(0, i + 2));
  return [x?.[0] ?? grid?.[0] ?? call.fresh(0, 0), x?.[1] ?? call.fresh(0, 1), ...places];
}

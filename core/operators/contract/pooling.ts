import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";
import { windowOutput } from "./window.ts";

/** Output shape of a pooling window over x [N, C, …image] at input 0, by the attribute kernel_shape. */
export function poolShape(call: Call): Shape | undefined {
  const x = call.shape(0);
  const kernel = call.ints("kernel_shape");
  const rank = x?.length ?? (kernel && kernel.length + 2);
  if (rank === undefined || rank < 2) return undefined;
  if (kernel && kernel.length !== rank - 2) {
    call.report(`image of rank ${rank} does not fit a kernel of ${kernel.length} axes`);
    return undefined;
  }
  const fresh = (axis: number) => call.fresh(0, axis);
  const spatial = x && kernel ? windowOutput(call, x.slice(2), kernel) : undefined;
  const sizes = spatial ?? Array.from({ length: rank - 2 }, (_, i) => fresh(i + 2));
  return [x?.[0] ?? fresh(0), x?.[1] ?? fresh(1), ...sizes];
}

/** The same over x [N, …image, C]. */
export function poolShapeChannelsLast(call: Call): Shape | undefined {
  const x = call.shape(0);
  const kernel = call.ints("kernel_shape");
  if (!x || x.length < 2 || kernel?.length !== x.length - 2) return undefined;
  return [...x.slice(0, 1), ...windowOutput(call, x.slice(1, -1), kernel, 1), ...x.slice(-1)];
}

/** [N, C, 1, …]: one value for each channel. */
export function globalPoolShape(x: Shape | undefined): Shape | undefined {
  return x?.map((size, i) => (i < 2 ? size : 1));
}

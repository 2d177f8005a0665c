import { add, multiply, subtract } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";
import { sizeOrFresh } from "./size.ts";
import { padsOf, reachOf } from "./window.ts";

/**
 * Spatial output sizes of a transposed window (transposed convolution, unpooling), as ONNX defines them:
 * stride × (size − 1) + output_padding + reach − pads. `pads` in place of the attribute, where they are an input.
 */
export function transposedWindowOutput(
  call: Call,
  image: Shape,
  kernel: Shape,
  pads?: readonly number[],
): Shape {
  return image.map((size, i) => {
    const stride = call.ints("strides")?.[i] ?? 1;
    const autoPad = call.string("auto_pad", "NOTSET");
    if (autoPad.startsWith("SAME")) return sizeOrFresh(call, multiply(size, stride), i + 2);
    const padding =
      autoPad === "VALID" ? 0 : total(pads ? [pads[i], pads[i + pads.length / 2]] : padsOf(call, i));
    const reach = add(reachOf(call, kernel, i), call.ints("output_padding")?.[i] ?? 0);
    const spread = add(multiply(subtract(size, 1), stride), reach);
    return sizeOrFresh(call, subtract(spread, padding), i + 2);
  });
}

function total(pads: readonly (number | undefined)[]): number {
  return (pads[0] ?? 0) + (pads[1] ?? 0);
}

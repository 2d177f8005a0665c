import { add, ceilDivide, type Dim, floorDivide, multiply, subtract } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";

/**
 * Spatial output sizes of a sliding window (convolution, pooling): attributes strides, pads, dilations, auto_pad and
 * ceil_mode, as the ONNX operator specification defines them. `image` and `kernel` are the spatial sizes.
 */
export function windowOutput(call: Call, image: Shape, kernel: Shape): Shape {
  const strides = call.ints("strides");
  const dilations = call.ints("dilations");
  return image.map((size, i) => {
    const stride = strides?.[i] ?? 1;
    const reach = add(multiply(subtract(kernel[i] ?? 1, 1), dilations?.[i] ?? 1), 1);
    return windowSize(call, { size, reach, stride }, i) ?? call.fresh(0, i + 2);
  });
}

interface Window {
  readonly size: Dim;
  /** Extent of the dilated kernel. */
  readonly reach: Dim;
  readonly stride: number;
}

function windowSize(call: Call, { size, reach, stride }: Window, axis: number): Dim | undefined {
  if (stride <= 0) return undefined;
  const autoPad = call.string("auto_pad", "NOTSET");
  if (autoPad.startsWith("SAME")) return ceilDivide(size, stride);
  const [before, after] = autoPad === "VALID" ? [0, 0] : padsOf(call, axis);
  const room = subtract(add(size, before + after), reach);
  if (call.int("ceil_mode", 0) === 0) return clampedAdd(floorDivide(room, stride), room);
  const count = ceilDivide(room, stride);
  if (count === undefined) return undefined;
  // A window that would start in the padding after the image is left out (PyTorch and ONNX agree on this).
  const lastStart = multiply(count, stride);
  const limit = add(size, before);
  const isOutside = typeof lastStart === "number" && typeof limit === "number" && lastStart >= limit;
  return isOutside ? count : add(count, 1);
}

/** One window more than the steps that fit; none when the kernel is larger than the padded image. */
function clampedAdd(steps: Dim | undefined, room: Dim): Dim | undefined {
  if (steps === undefined) return undefined;
  return typeof room === "number" && room < 0 ? 0 : add(steps, 1);
}

function padsOf(call: Call, axis: number): readonly [number, number] {
  const pads = call.ints("pads") ?? [];
  return [pads[axis] ?? 0, pads[axis + pads.length / 2] ?? 0];
}

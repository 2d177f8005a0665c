import {
  add,
  ceilDivide,
  type Dim,
  floorDivide,
  isKnown,
  minimum,
  multiply,
  subtract,
} from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";
import { sizeOrFresh } from "./size.ts";

/**
 * Spatial output sizes of a sliding window (convolution, pooling): attributes strides, pads, dilations, auto_pad and
 * ceil_mode, as the ONNX operator specification defines them. `image` and `kernel` are the spatial sizes;
 * `firstAxis` is where the spatial axes start in the output (1 for channels-last layouts).
 */
export function windowOutput(call: Call, image: Shape, kernel: Shape, firstAxis = 2): Shape {
  const strides = call.ints("strides");
  return image.map((size, i) => {
    const window = { size, reach: reachOf(call, kernel, i), stride: strides?.[i] ?? 1 };
    return sizeOrFresh(call, windowSize(call, window, i), firstAxis + i);
  });
}

/** Extent of the dilated kernel along one axis. */
export function reachOf(call: Call, kernel: Shape, axis: number): Dim {
  return add(multiply(subtract(kernel[axis] ?? 1, 1), call.ints("dilations")?.[axis] ?? 1), 1);
}

/** Padding before and after the image along one axis, from the attribute pads. */
export function padsOf(call: Call, axis: number): readonly [number, number] {
  const pads = call.ints("pads") ?? [];
  return [pads[axis] ?? 0, pads[axis + pads.length / 2] ?? 0];
}

interface Window {
  readonly size: Dim;
  readonly reach: Dim;
  readonly stride: number;
}

function windowSize(call: Call, { size, reach, stride }: Window, axis: number): Dim | undefined {
  if (stride <= 0) return undefined;
  const autoPad = call.string("auto_pad", "NOTSET");
  if (autoPad.startsWith("SAME")) return ceilDivide(size, stride);
  const [before, after] = autoPad === "VALID" ? [0, 0] : padsOf(call, axis);
  const room = subtract(add(size, before + after), reach);
  // None when the kernel is larger than the padded image.
  if (isKnown(room) && room < 0) return 0;
  if (call.int("ceil_mode", 0) === 0) return addOne(floorDivide(room, stride));
  const count = addOne(ceilDivide(room, stride));
  // A window that would start in the padding after the image is left out (PyTorch and ONNX agree on this). That can
  // only happen when the padding after the image reaches beyond the kernel's last stride.
  if (isKnown(reach) && after <= reach - stride) return count;
  const starts = ceilDivide(add(size, before), stride);
  return count === undefined || starts === undefined ? undefined : minimum(count, starts);
}

function addOne(steps: Dim | undefined): Dim | undefined {
  return steps === undefined ? undefined : add(steps, 1);
}

import { type Dim, isKnown } from "../graph/dim.ts";
import { isStatic, type Shape, shapeText } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axesIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { scaledSize } from "./contract/scaled-size.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";

/** By scales or to sizes. Opset 10 has the scales as input 1; later ones have roi, scales and sizes. */
export const resize: Operator = {
  type: "Resize",
  doc: "Resizes an image by nearest, linear or cubic interpolation.",
  roles: ["data", "setting", "setting", "setting"],

  infer(call) {
    const x = call.shape(0);
    return [tensor(call.dtype(0), x && resized(call, x))];
  },
};

function resized(call: Call, x: Shape): Shape | undefined {
  const given = call.ints("axes");
  const axes = given ? axesIn(call, given, x.length) : x.map((_, i) => i);
  if (!axes) return freshShape(call, x.length);
  const wanted = call.has(3) ? toSizes(call, x, axes) : byScales(call, x, axes);
  if (wanted && wanted.length !== axes.length) {
    call.report(`${wanted.length} sizes or scales do not fit ${axes.length} axes of ${shapeText(x)}`);
    return freshShape(call, x.length);
  }
  return x.map((size, axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? size : sizeOrFresh(call, wanted?.[i], axis);
  });
}

function byScales(call: Call, x: Shape, axes: readonly number[]): readonly (Dim | undefined)[] | undefined {
  const scales = call.data(call.opset < 11 ? 1 : 2);
  if (call.string("coordinate_transformation_mode") !== "tf_crop_and_resize") {
    return scales?.map((it, i) => (isKnown(it) ? scaledSize(x[axes[i] ?? -1] ?? 1, it) : undefined));
  }
  // The region's starts come first, then its ends, in parts of the whole image.
  const roi = call.numbers(1);
  return scales?.map((scale, i) => {
    const part = (roi?.[i + axes.length] ?? NaN) - (roi?.[i] ?? NaN);
    return isKnown(scale) ? scaledSize(x[axes[i] ?? -1] ?? 1, Math.fround(part) * scale) : undefined;
  });
}

function toSizes(call: Call, x: Shape, axes: readonly number[]): readonly (Dim | undefined)[] | undefined {
  const sizes = call.data(3);
  const policy = call.string("keep_aspect_ratio_policy", "stretch");
  if (policy === "stretch" || !sizes) return sizes;
  const own: Shape = axes.map((axis) => x[axis] ?? 1);
  if (!isStatic(sizes) || !isStatic(own)) return sizes.map(() => undefined);
  const ratios = own.map((size, i) => (sizes[i] ?? 1) / size);
  const scale = policy === "not_larger" ? Math.min(...ratios) : Math.max(...ratios);
  return own.map((size) => Math.floor(scale * size + 0.5));
}

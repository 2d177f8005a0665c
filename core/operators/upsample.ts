import { type Dim, isKnown } from "../graph/dim.ts";
import { type Shape, shapeText } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { scaledSize } from "./contract/scaled-size.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";

/** What Resize was before opset 10: scales for height and width, then for all axes, then as an input. */
export const upsample: Operator = {
  type: "Upsample",
  doc: "Enlarges an image (the older form of Resize).",
  roles: ["data", "setting"],

  infer(call) {
    const x = call.shape(0);
    return [tensor(call.dtype(0), x && enlarged(call, x))];
  },
};

function enlarged(call: Call, x: Shape): Shape | undefined {
  const scales = scalesOf(call);
  if (scales && scales.length !== x.length) {
    call.report(`${scales.length} scales do not fit ${shapeText(x)}`);
    return freshShape(call, x.length);
  }
  return x.map((size, axis) => {
    const scale = scales?.[axis];
    return sizeOrFresh(call, isKnown(scale) ? scaledSize(size, scale) : undefined, axis);
  });
}

function scalesOf(call: Call): readonly Dim[] | undefined {
  const height = call.float("height_scale");
  const width = call.float("width_scale");
  if (height !== undefined && width !== undefined) return [1, 1, height, width];
  return call.floats("scales") ?? call.data(1);
}

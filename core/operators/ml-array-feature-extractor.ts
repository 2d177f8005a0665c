import { type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** Columns of the last axis by index. */
export const mlArrayFeatureExtractor: Operator = {
  type: "ArrayFeatureExtractor",
  domain: "ai.onnx.ml",
  doc: "Picks features from the last axis by index.",
  howCounted: "Memory access counts the features that are picked.",
  infer: (call) => [tensor(call.dtype(0), extracted(call))],

  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
};

function extracted(call: Call): Shape | undefined {
  const x = call.shape(0);
  const indices = call.shape(1);
  if (!x || x.length === 0) return undefined;
  const ahead = x.length === 1 ? [1] : x.slice(0, -1);
  return [...ahead, sizeOrFresh(call, indices && volume(indices), ahead.length)];
}

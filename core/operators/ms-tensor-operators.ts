import { type Dim, floorDivide, isKnown, subtract, add } from "../graph/dim.ts";
import { normalizeAxis, type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { gatherNd } from "./gather-nd.ts";
import { gridSample } from "./grid-sample.ts";
import { pad } from "./pad.ts";
import { trilu } from "./trilu.ts";

const domain = "com.microsoft";

/** Operators on layout and contents; some were here before ai.onnx had them, and work as theirs. */
export const msTensorOperators: readonly Operator[] = [
  ...[pad, trilu, gatherNd, gridSample].map((it) => ({ ...it, domain })),
  {
    // x, axis.
    type: "ExpandDims",
    domain,
    doc: "Inserts an axis of size 1.",
    roles: ["data", "setting"],
    isView: true,
    infer: (call) => [tensor(call.dtype(0), expanded(call))],
    fold: (call) => [call.data(0)],
  },
  {
    // x → different values, the place of each element among them, how often each occurs.
    type: "Unique",
    domain,
    doc: "The different values of a list, with where and how often they occur.",
    infer(call) {
      const count = call.fresh(0, 0);
      const places = call.shape(0)?.[0] ?? call.fresh(1, 0);
      return [tensor(call.dtype(0), [count]), tensor("int64", [places]), tensor("int64", [count])];
    },
  },
  {
    // start, limit, delta (1 when omitted).
    type: "Range",
    domain,
    doc: "Numbers from start up to limit (not included) in steps of delta.",
    roles: ["setting", "setting", "setting"],
    infer: (call) => [tensor(call.dtype(0) ?? call.dtype(1), [sizeOrFresh(call, rangeLength(call), 0)])],
  },
  {
    type: "UnfoldTensor",
    domain,
    doc: "All windows of a tensor along one axis, side by side.",
    infer: (call) => [tensor(call.dtype(0), unfolded(call))],
  },
  {
    // weight [rows, size], indices.
    type: "TorchEmbedding",
    domain,
    doc: "Looks up rows of an embedding table.",
    roles: ["weight", "data", "setting", "setting"],
    howCounted: "Memory access counts the rows that are looked up, not the whole table.",
    infer(call) {
      const [, size] = call.shape(0) ?? [];
      const indices = call.shape(1);
      return [tensor(call.dtype(0), indices && [...indices, size ?? call.fresh(0, indices.length)])];
    },
    moves(_, [y]) {
      const output = shapeOf(y);
      return { reads: [output && volume(output)] };
    },
  },
  {
    // x [N, C, H, W], rois [count, 4], batch_indices, crop_size [height, width].
    type: "CropAndResize",
    domain,
    doc: "Cuts boxes out of an image and resizes them to one size.",
    roles: ["data", "data", "data", "setting"],
    infer(call) {
      const [height, width] = call.data(3) ?? [];
      const count = call.shape(1)?.[0] ?? call.shape(2)?.[0];
      const sizes = [count, call.shape(0)?.[1], height, width];
      return [
        tensor(
          call.dtype(0),
          sizes.map((it, axis) => sizeOrFresh(call, it, axis)),
        ),
      ];
    },
  },
];

function expanded(call: Call): Shape | undefined {
  const x = call.shape(0);
  const [axis] = call.numbers(1) ?? [];
  if (!x || axis === undefined) return undefined;
  const place = normalizeAxis(axis, x.length + 1);
  return place === undefined ? undefined : [...x.slice(0, place), 1, ...x.slice(place)];
}

function rangeLength(call: Call): number | undefined {
  const [start, limit] = [call.numbers(0)?.[0], call.numbers(1)?.[0]];
  const step = call.has(2) ? call.numbers(2)?.[0] : 1;
  if (start === undefined || limit === undefined || step === undefined || step === 0) return undefined;
  return Math.max(0, Math.ceil((limit - start) / step));
}

function unfolded(call: Call): Shape | undefined {
  const x = call.shape(0);
  const size = call.int("size");
  const axis = x && normalizeAxis(call.int("dim", -1), x.length);
  if (!x || size === undefined || axis === undefined) return undefined;
  const steps: Dim | undefined = floorDivide(subtract(x[axis] ?? 1, size), Math.max(1, call.int("step", 1)));
  const count = steps === undefined ? undefined : add(steps, 1);
  const windows = x.map((it, i) => (i === axis ? sizeOrFresh(call, count, axis) : it));
  return isKnown(size) && size >= 0 ? [...windows, size] : undefined;
}

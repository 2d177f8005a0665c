import { add, type Dim, floorDivide, multiply, subtract } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { broadcastShape } from "./contract/elementwise.ts";
import { type Operator } from "./contract/operator.ts";
import { sameShapeAs, sameType } from "./contract/same-type.ts";
import { sizeOrFresh } from "./contract/size.ts";

const domain = "com.microsoft";
const transform = "0 by convention: its cost depends on the algorithm (n·log n or n²).";

/** Arithmetic that ONNX Runtime adds to ai.onnx. */
export const msArithmetic: readonly Operator[] = [
  { type: "Inverse", domain, doc: "Inverse of each matrix.", infer: sameType },
  ...(["ComplexMul", "ComplexMulConj"] as const).map((type): Operator => ({
    type,
    domain,
    doc:
      type === "ComplexMul" ? "Product of complex numbers." : "Product of complex numbers, one conjugated.",
    infer: (call) => [tensor(call.dtype(0), broadcastShape(call, [call.shape(0), call.shape(1)]))],
  })),
  {
    type: "CDist",
    domain,
    doc: "Distance of every row of one matrix to every row of another.",
    infer: (call) => [
      tensor(
        call.dtype(0),
        [0, 1].map((i) => call.shape(i)?.[0] ?? call.fresh(0, i)),
      ),
    ],
  },
  {
    type: "Rfft",
    domain,
    doc: "Fourier transform of real signals along the last axes.",
    howCounted: transform,
    infer: (call) => [tensor(call.dtype(0), spectrum(call))],
  },
  {
    type: "Irfft",
    domain,
    doc: "Inverse of the Fourier transform of real signals.",
    howCounted: transform,
    infer: (call) => [tensor(call.dtype(0), signal(call))],
  },
  {
    type: "IsAllFinite",
    domain,
    doc: "True when no value is infinite or NaN.",
    infer: () => [tensor("bool", [])],
  },
  {
    // input_ids, scores.
    type: "NGramRepeatBlock",
    domain,
    doc: "Rules out tokens that would repeat a phrase.",
    infer: (call) => [tensor(call.dtype(1), call.shape(1))],
  },
  {
    type: "MurmurHash3",
    domain,
    doc: "32-bit hash of each value.",
    infer: (call) => sameShapeAs(call, call.int("positive", 1) === 1 ? "uint32" : "int32"),
  },
];

/** Only half of a real signal's spectrum is stored, as pairs of real and imaginary part. */
function spectrum(call: Call): Shape | undefined {
  const x = call.shape(0);
  const size = x?.at(-1);
  if (!x || size === undefined) return undefined;
  const half = floorDivide(size, 2);
  return [...x.slice(0, -1), half === undefined ? call.fresh(0, x.length - 1) : add(half, 1), 2];
}

function signal(call: Call): Shape | undefined {
  const x = call.shape(0);
  const half: Dim | undefined = x?.at(-2);
  if (!x || half === undefined) return undefined;
  return [...x.slice(0, -2), sizeOrFresh(call, multiply(subtract(half, 1), 2), x.length - 2)];
}

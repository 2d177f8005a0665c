import { add, type Dim, floorDivide, isKnown, multiply, subtract } from "../graph/dim.ts";
import { normalizeAxis, type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** x […, signal, …, 1 or 2], dft_length, and from opset 20 on axis, which was an attribute before. */
export const dft: Operator = {
  type: "DFT",
  doc: "Discrete Fourier transform along one axis.",
  roles: ["data", "setting", "setting"],
  howCounted: "0 by convention: its cost depends on the algorithm (n·log n or n²).",

  infer(call) {
    return [tensor(call.dtype(0), spectrum(call))];
  },
};

function spectrum(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!x || x.length < 2) return undefined;
  const isHalf = call.int("onesided", 0) !== 0;
  const isToReal = isHalf && call.int("inverse", 0) !== 0;
  const last = isToReal ? 1 : 2;
  const axis = axisOf(call, x.length);
  if (axis !== undefined) {
    const length = lengthOf(call, x[axis] ?? 1, isToReal);
    const size = length !== undefined && isHalf && !isToReal ? halfOf(length) : length;
    return x.map((it, i) => (i === x.length - 1 ? last : i === axis ? sizeOrFresh(call, size, i) : it));
  }
  // The axis is computed while the model runs; a plain transform keeps every size, the others change one of them.
  const isKept = !isHalf && !call.has(1);
  return x.map((it, i) => (i === x.length - 1 ? last : isKept ? it : call.fresh(0, i)));
}

function axisOf(call: Call, rank: number): number | undefined {
  if (call.opset < 20) return signalAxis(call.int("axis", 1), rank);
  if (!call.has(2)) return signalAxis(-2, rank);
  const [axis] = call.numbers(2) ?? [];
  return axis === undefined ? undefined : signalAxis(axis, rank);
}

/** The last axis holds real and imaginary part and cannot be transformed. */
function signalAxis(axis: number, rank: number): number | undefined {
  const position = normalizeAxis(axis, rank);
  return position === rank - 1 ? undefined : position;
}

function lengthOf(call: Call, size: Dim, isToReal: boolean): Dim | undefined {
  if (call.has(1)) {
    const length = call.data(1)?.[0];
    return isKnown(length) && length < 0 ? undefined : length;
  }
  return isToReal ? multiply(subtract(size, 1), 2) : size;
}

/** Values of a spectrum that are not the mirror of another one. */
export function halfOf(length: Dim): Dim | undefined {
  const half = floorDivide(length, 2);
  return half === undefined ? undefined : add(half, 1);
}

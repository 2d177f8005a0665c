import { add, type Dim, floorDivide, isKnown, maximum, subtract } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { halfOf } from "./dft.ts";

/** signal [batch, length, 1 or 2], frame_step, window, frame_length → [batch, frames, frequencies, 2]. */
export const stft: Operator = {
  type: "STFT",
  doc: "Fourier transform of overlapping frames of a signal.",
  roles: ["data", "setting", "buffer", "setting"],
  howCounted: "0 by convention: its cost depends on the algorithm (n·log n or n²).",

  infer(call) {
    return [tensor(call.dtype(0), spectrogram(call))];
  },
};

function spectrogram(call: Call): Shape {
  const [batch, length] = call.shape(0) ?? [];
  const frame = frameLength(call, length);
  const bins = frame !== undefined && call.int("onesided", 1) !== 0 ? halfOf(frame) : frame;
  return [
    batch ?? call.fresh(0, 0),
    sizeOrFresh(call, frameCount(call, length, frame), 1),
    sizeOrFresh(call, bins, 2),
    2,
  ];
}

function frameLength(call: Call, signal: Dim | undefined): Dim | undefined {
  const stated = call.has(3) ? call.data(3)?.[0] : call.has(2) ? call.shape(2)?.[0] : signal;
  return isKnown(stated) && stated < 1 ? undefined : stated;
}

function frameCount(call: Call, signal: Dim | undefined, frame: Dim | undefined): Dim | undefined {
  const step = call.data(1)?.[0];
  if (signal === undefined || frame === undefined || step === undefined || (isKnown(step) && step < 1)) {
    return undefined;
  }
  const steps = floorDivide(subtract(signal, frame), step);
  if (steps === undefined) return undefined;
  return isKnown(steps) ? maximum(add(steps, 1), 0) : add(steps, 1);
}

import { type DataType, dataTypes } from "../../graph/data-type.ts";
import { type Dim } from "../../graph/dim.ts";

/** Explicit significand bits and the exponent of the smallest normal number, where JavaScript cannot round itself. */
const halfFormats: Partial<Record<DataType, { bits: number; lowest: number; largest: number }>> = {
  float16: { bits: 10, lowest: -14, largest: 65504 },
  bfloat16: { bits: 7, lowest: -126, largest: 3.3895313892515355e38 },
};

/**
 * A computed value as its element type stores it: floats rounded, small integers wrapped. Symbols stay as they are.
 * Undefined when a number would not be exact here (int64 beyond 2^53), is not finite, or has no such type.
 */
export function storedValue(value: Dim | undefined, dtype: DataType | undefined): Dim | undefined {
  if (typeof value !== "number" || dtype === undefined) return value;
  if (!Number.isFinite(value)) return undefined;
  const { kind, bits = 0 } = dataTypes[dtype];
  switch (kind) {
    case "bool":
      return value === 0 ? 0 : 1;
    case "signed":
    case "unsigned":
      return wrapped(Math.trunc(value), bits, kind);
    case "float":
      return finite(roundedFloat(value, dtype));
    default:
      return undefined;
  }
}

function wrapped(value: number, bits: number, kind: "signed" | "unsigned"): number | undefined {
  if (!Number.isSafeInteger(value)) return undefined;
  if (bits > 32) return value >= 0 || kind === "signed" ? value + 0 : undefined;
  const range = 2 ** bits;
  const positive = ((value % range) + range) % range;
  return kind === "signed" && positive >= range / 2 ? positive - range : positive;
}

function roundedFloat(value: number, dtype: DataType): number | undefined {
  if (dtype === "float64") return value;
  if (dtype === "float32") return Math.fround(value);
  const format = halfFormats[dtype];
  if (!format) return undefined;
  if (value === 0) return 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), format.lowest);
  const step = 2 ** (exponent - format.bits);
  const rounded = roundHalfEven(value / step) * step;
  return Math.abs(rounded) <= format.largest ? rounded : undefined;
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** To the nearest whole number; a half goes to the even one, as IEEE 754 and the ONNX Round operator do it. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

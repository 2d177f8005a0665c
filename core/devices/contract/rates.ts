import { computeUnits, type ComputeUnitName, type Device } from "./device.ts";
import { type Precision } from "./runtime.ts";

/** Dense multiply-adds per second of one unit at one precision; 1 multiply-add = 2 operations. */
export function peakMultiplyAddsPerSecond(
  device: Device,
  unit: ComputeUnitName,
  precision: Precision,
): number | undefined {
  const rate = device[unit]?.peak[precision];
  return rate && rate.operationsPerSecond / 2;
}

/** The unit with the highest dense rate at a precision, of those whose rate is known. */
export function fastestUnit(device: Device, precision: Precision): ComputeUnitName | undefined {
  const rate = (unit: ComputeUnitName) => peakMultiplyAddsPerSecond(device, unit, precision) ?? 0;
  return computeUnits.filter((it) => rate(it) > 0).sort((a, b) => rate(b) - rate(a))[0];
}

/** Multiply-adds per byte of external memory above which arithmetic, and below which the memory, is the limit. */
export function ridgePoint(device: Device, unit: ComputeUnitName, precision: Precision): number | undefined {
  const peak = peakMultiplyAddsPerSecond(device, unit, precision);
  const bandwidth = device.memory.bandwidthBytesPerSecond;
  return peak === undefined || bandwidth === undefined ? undefined : peak / bandwidth;
}

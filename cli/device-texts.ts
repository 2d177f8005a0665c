import { type RuntimeId, runtimeNames } from "../core/devices/contract/runtime.ts";
import {
  type DeviceReport,
  type DiagnosticReport,
  type PredictedDevice,
} from "../protocol/deployment-report.ts";
import { bytesText } from "../core/graph/quantities.ts";
import { placeText } from "./place-text.ts";

type Band = PredictedDevice["latencyMs"];

/** `24-31`, `0.21-0.34`: a band, not a false point. */
export function bandText({ low, high }: Pick<Band, "low" | "high">): string {
  const [from, to] = [low, high].map(amount);
  return from === to ? `${from}` : `${from}-${to}`;
}

/** Two digits below ten, whole numbers above. */
export function amount(value: number): string {
  if (value >= 10) return Math.round(value).toLocaleString("en-US");
  return value > 0 && value < 0.001 ? "<0.001" : value.toPrecision(2);
}

/** `24-31 ms`, with the thin space that stands before every unit. */
export function latencyText(band: Pick<Band, "low" | "high">): string {
  return `${bandText(band)}\u2009ms`;
}

/** `TensorRT FP16`; of a device that nothing runs on, nothing. */
export function runtimeText({ runtime, precision }: Pick<DeviceReport, "runtime" | "precision">): string {
  const name = Object.hasOwn(runtimeNames, runtime ?? "") ? runtimeNames[runtime as RuntimeId] : runtime;
  return [name, precision?.toUpperCase()].filter((it) => it !== undefined).join(" ");
}

export function energyText(it: PredictedDevice): string {
  return it.energyBandMj ? `${bandText(it.energyBandMj)}\u2009mJ` : "not known";
}

export function memoryText({ peakMemoryBytes, freeMemoryBytes }: PredictedDevice): string {
  if (peakMemoryBytes === undefined) return "not known";
  const of = freeMemoryBytes === undefined ? "" : ` of ${bytesText(freeMemoryBytes)}`;
  return bytesText(peakMemoryBytes) + of;
}

/** How well the numbers are known. */
export function basisText({ calibration }: PredictedDevice): string {
  if (calibration === "data sheet") return "data sheet, unvalidated";
  const { n, medianError } = calibration;
  return `${n} measurements, median error ${Math.round(100 * medianError)}%`;
}

/** Of the findings that are about this device alone: `✗ 1 error, 2 warnings`. Never by its sign alone. */
export function verdictText(
  key: string,
  device: DeviceReport,
  diagnostics: readonly DiagnosticReport[],
): string {
  if (device.runtime === undefined) return "✗ does not run";
  const own = diagnostics.filter((it) => it.device === key);
  const [errors, warnings, notes] = (["error", "warning", "info"] as const).map(
    (severity) => own.filter((it) => it.severity === severity).length,
  ) as [number, number, number];
  const counts = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")];
  const words = counts.filter((it) => it !== "").join(", ") || "no findings";
  return `${errors > 0 ? "✗" : warnings > 0 ? "⚠" : "✓"} ${words}`;
}

export function counted(count: number, what: string): string {
  return count === 0 ? "" : `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** `model.py:12:9`, `model.onnx`; with its node where lines are not known. */
export function findingPlace({ location, node }: DiagnosticReport): string {
  const place = placeText(location);
  return location.line === undefined && node !== undefined ? `${place} ${node}` : place;
}

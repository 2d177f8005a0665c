import { type Diagnostic } from "../core/diagnostics/diagnose.ts";
import { type Device } from "../core/devices/contract/device.ts";
import { type RuntimeChoice } from "../core/devices/contract/runtime.ts";
import { type SourceRange } from "../core/graph/source-range.ts";
import { type Analysis, type NodeReport } from "../core/metrics/analysis.ts";
import { type NoPrediction, type Prediction } from "../core/predict/prediction.ts";
import { type Target } from "../core/rules/contract/subject.ts";
import { type DeviceReport, type DiagnosticReport } from "./deployment-report.ts";
import { type ReportSource } from "./to-inspect-report.ts";
import { toPlace } from "./traced-report.ts";

/** A prediction, and what it is for. */
export interface ReportedTarget {
  /** Its name in the report. */
  readonly key: string;
  readonly device: Device;
  readonly choice?: RuntimeChoice;
}

export interface ReportedPrediction {
  readonly target: ReportedTarget;
  readonly prediction: Prediction | NoPrediction;
}

type Place = DiagnosticReport["location"];
type PlaceSource = Pick<ReportSource, "locate" | "traced">;

export function toDeviceReports(
  predictions: readonly ReportedPrediction[],
  analysis: Analysis,
  source: PlaceSource,
): Record<string, DeviceReport> {
  return Object.fromEntries(predictions.map((it) => [it.target.key, toDeviceReport(it, analysis, source)]));
}

function toDeviceReport(
  { target: { device, choice }, prediction: it }: ReportedPrediction,
  analysis: Analysis,
  source: PlaceSource,
): DeviceReport {
  const { id, name } = device;
  if ("noData" in it) return { id, name, ...choice, noData: it.noData };
  return {
    id,
    name,
    runtime: it.runtime,
    unit: it.unit,
    precision: it.precision,
    latencyMs: it.latencyMs,
    inferencesPerSecond: it.inferencesPerSecond,
    ...(it.energyMj && { energyMj: it.energyMj.expected, energyBandMj: bandOf(it.energyMj) }),
    ...(it.peakMemoryBytes !== undefined && { peakMemoryBytes: it.peakMemoryBytes }),
    ...(it.freeMemoryBytes !== undefined && { freeMemoryBytes: it.freeMemoryBytes }),
    boundBy: it.boundBy,
    measure: it.measure,
    calibration: it.calibration === "data sheet" ? it.calibration : errorsOf(it.calibration),
    kernels: it.kernels.map((kernel) => toKernel(kernel, analysis, source)),
    ...(it.decode && { decode: it.decode }),
    notes: [...it.notes],
  };
}

function bandOf({ low, expected, high }: Prediction["latencyMs"]): Prediction["latencyMs"] {
  return { low, expected, high };
}

function errorsOf({ n, medianError, p90Error }: Exclude<Prediction["calibration"], string>) {
  return { n, medianError, p90Error };
}

function toKernel(
  { nodes, class: kind, ms, boundBy }: Prediction["kernels"][number],
  analysis: Analysis,
  source: PlaceSource,
) {
  const reports = nodes.map((it) => analysis.nodes[it]).filter((it) => it !== undefined);
  const [first] = reports;
  return {
    nodes: reports.map((it) => it.label),
    class: kind,
    ms,
    boundBy,
    ...(first && { location: placeOf(first, source) }),
  };
}

/** `keys` are the names that targets have in the report. */
export function toDiagnosticReport(
  { rule, severity, message, node, device, target, alike }: Diagnostic,
  source: PlaceSource,
  keys: ReadonlyMap<Target, string>,
): DiagnosticReport {
  const whole = source.traced?.model.entry.definition;
  return {
    rule,
    severity,
    message,
    ...(node && { node: node.label }),
    ...(device !== undefined && { device: (target && keys.get(target)) ?? device }),
    location: node ? placeOf(node, source) : modelPlace(whole, source),
    ...(alike.length > 0 && {
      alike: alike.map((it) => ({ node: it.label, location: placeOf(it, source) })),
    }),
  };
}

/** The innermost call in the user's code, else where the module was made, else the place in the model's file. */
function placeOf({ node }: NodeReport, { locate, traced }: PlaceSource): Place {
  const range = node.source?.location ?? node.source?.definition;
  return range && traced ? toPlace(range, traced) : locate(node.span ?? {});
}

function modelPlace(range: SourceRange | undefined, { locate, traced }: PlaceSource): Place {
  return range && traced ? toPlace(range, traced) : locate({});
}

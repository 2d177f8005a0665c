// A model on all devices, as the comparison and the recommendation ask for it; it must not read files.
import { type Device } from "../../core/devices/contract/device.ts";
import { forecastOf } from "../../core/diagnostics/forecast-of.ts";
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { type Alternative, type Candidate } from "../../core/recommend/candidate.ts";
import { type Evaluable, type Setup } from "../devices/devices.ts";
import { evaluate, type TargetPrediction } from "../project/evaluate.ts";
import { type ProjectTarget } from "../project/targets.ts";

/** A model in the editor, and what it is held against. */
export interface OpenModel extends Evaluable {
  readonly name: string;
  readonly setup: Setup;
  readonly devices: readonly Device[];
  /** Why the numbers are not those of the text on screen, or not yet. */
  readonly remark?: string;
  readonly isUpdating: boolean;
}

/** One device, and what a model does there. */
export interface Placed {
  readonly device: Device;
  /** Absent where nothing ready-made runs networks on it. */
  readonly candidate?: Candidate;
  /** How well the prediction is known, or why there is none. */
  readonly basis: string;
  /** What the numbers leave out. */
  readonly notes: readonly string[];
  /** One of the targets that the user chose. */
  readonly isChosen: boolean;
}

/** Gives other work its turn, and throws when nobody waits any more. */
export type Pause = () => Promise<void>;

const atOnce = 6;

/** The chosen targets as they were chosen, then every other device with its usual runtime and precision. */
export async function placements(model: OpenModel, pause: Pause): Promise<readonly Placed[]> {
  const { targets: chosen } = model.setup;
  const others = model.devices.filter((it) => !chosen.some(({ device }) => device.id === it.id));
  const placed: Placed[] = [];
  const place = async (targets: readonly ProjectTarget[], isChosen: boolean) => {
    await pause();
    placed.push(...evaluated(model, targets).map((it) => ({ ...it, isChosen })));
  };
  // Findings name the device alone: one with two runtimes is asked twice.
  for (const it of chosen) await place([it], true);
  for (let i = 0; i < others.length; i += atOnce)
    await place(others.slice(i, i + atOnce).map(usualTarget), false);
  return placed;
}

function usualTarget(device: Device): ProjectTarget {
  return { key: device.id, device, ...(device.defaultRuntime && { choice: device.defaultRuntime }) };
}

/** With the other precisions of the runtime in use: what to try where a device does not fit. */
export async function withAlternatives(
  model: OpenModel,
  candidate: Candidate,
  pause: Pause,
): Promise<Candidate> {
  const { device, choice } = candidate.target;
  const entry = device.runtimes.find((it) => it.id === choice.runtime && it.unit === choice.unit);
  const alternatives: Alternative[] = [];
  for (const precision of (entry?.precisions ?? []).filter((it) => it !== choice.precision)) {
    await pause();
    const [it] = evaluated(model, [{ key: device.id, device, choice: { ...choice, precision } }]);
    if (!it?.candidate) continue;
    const { target, diagnostics } = it.candidate;
    alternatives.push({
      change: precision,
      diagnostics,
      ...(target.forecast && { forecast: target.forecast }),
    });
  }
  return { ...candidate, alternatives };
}

function evaluated(model: OpenModel, targets: readonly ProjectTarget[]): readonly Omit<Placed, "isChosen">[] {
  const { analysis, problems, isIgnored, setup } = model;
  const { predictions, diagnostics } = evaluate(analysis, {
    problems,
    targets,
    budgets: setup.budgets,
    rules: setup.rules,
    ...(isIgnored && { isIgnored }),
  });
  return predictions.map((it) => placedFrom(it, diagnostics));
}

function placedFrom(
  { target, prediction }: TargetPrediction,
  diagnostics: readonly Diagnostic[],
): Omit<Placed, "isChosen"> {
  const { device, choice, runtimeVersion } = target;
  const forecast = forecastOf(prediction);
  const basis = basisText(prediction);
  const notes = "noData" in prediction ? [] : prediction.notes;
  if (!choice) return { device, basis, notes };
  const candidate: Candidate = {
    target: {
      device,
      choice,
      ...(runtimeVersion !== undefined && { runtimeVersion }),
      ...(forecast && { forecast }),
    },
    diagnostics: diagnostics.filter((it) => it.device === device.id),
    isFromDataSheet: !("noData" in prediction) && prediction.calibration === "data sheet",
  };
  return { device, candidate, basis, notes };
}

function basisText(prediction: TargetPrediction["prediction"]): string {
  if ("noData" in prediction) return `No data: ${prediction.noData}.`;
  const { calibration, measure } = prediction;
  if (calibration === "data sheet") return "From the data sheet only: no measurement stands behind it.";
  const { n, medianError } = calibration;
  const count = `${n} ${n === 1 ? "measurement" : "measurements"}`;
  const of = measure === "throughput" ? " of throughput" : "";
  return `Rests on ${count}${of}; networks that were left out were predicted with a median error of ${Math.round(100 * medianError)}%.`;
}

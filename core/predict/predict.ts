import { type Device } from "../devices/contract/device.ts";
import { type DeviceRuntime, runtimeNames } from "../devices/contract/runtime.ts";
import { type Analysis } from "../metrics/analysis.ts";
import { bandAround } from "./band.ts";
import { type Calibration, groupKey, levelsOf, type Measure, shiftsOf } from "./calibration.ts";
import { decodeOf } from "./decode.ts";
import { arithmeticOf, type Family, familyOf, fusionOf } from "./families.ts";
import { parametersAt, type Shifts } from "./fit.ts";
import fitted from "./fitted.json";
import { type Kernel, kernelsOf } from "./kernels.ts";
import { type Machine, type Precision } from "./machine.ts";
import { machineOf } from "./machine-of.ts";
import { energyOf, memoryOf, shareOfPeak } from "./needs.ts";
import { factorsOf, type Factors, middleParameters } from "./parameters.ts";
import {
  type CalibrationUsed,
  type KernelPrediction,
  type NoPrediction,
  type Prediction,
  type PredictOptions,
} from "./prediction.ts";
import {
  type Bound,
  fixedTime,
  inferenceSeconds,
  kernelTime,
  planOf,
  type Site,
  workOf,
} from "./roofline.ts";
import { siteOf } from "./site.ts";
import { exchangedElements, type Workload, workloadOf } from "./workload.ts";

const calibration: Calibration = fitted;
const shifts: Shifts = shiftsOf(calibration);
const workloads = new WeakMap<Analysis, Workload>();

/**
 * What a network needs on a device: time of one inference as a band that four of five measurements fall in, energy,
 * memory, and what it is bound by, for each kernel too. Gives no number where the device, its runtime or the sizes of
 * the graph leave none to be said. Pure; times in milliseconds, energy in millijoules, sizes in bytes.
 */
export function predict(
  analysis: Analysis,
  device: Device,
  options: PredictOptions = {},
): Prediction | NoPrediction {
  const workload = workloads.get(analysis) ?? workloadOf(analysis);
  workloads.set(analysis, workload);
  const choice = choiceOf(device, options);
  if ("noData" in choice) return choice;
  const obstacle = obstacleOf(analysis, workload);
  if (obstacle) return { noData: obstacle };
  const base = basisOf(device, choice, options);
  if ("noData" in base) return base;
  return predictionOf({ analysis, workload, device, options, choice, base });
}

/** A way to run it that the device has. */
interface Choice extends Pick<DeviceRuntime, "unit"> {
  readonly runtime: DeviceRuntime["id"];
  readonly precision: DeviceRuntime["precisions"][number];
}

function choiceOf(device: Device, { runtime, unit, precision }: PredictOptions): Choice | NoPrediction {
  const { defaultRuntime: usual, runtimes } = device;
  const wanted = runtime ?? usual?.runtime;
  if (!wanted) return { noData: `no runtime is known for ${device.name}` };
  const place = unit ?? (wanted === usual?.runtime ? usual.unit : undefined);
  const found = runtimes.find((it) => it.id === wanted && (place === undefined || it.unit === place));
  if (!found) return { noData: `${runtimeNames[wanted]} does not run on ${device.name}` };
  const isUsual = usual?.runtime === found.id && usual.unit === found.unit;
  const chosen = precision ?? (isUsual ? usual.precision : found.precisions.at(-1));
  if (!chosen) return { noData: "no precision is known" };
  return { runtime: found.id, unit: found.unit, precision: chosen };
}

function obstacleOf({ openSymbols }: Analysis, { nodes, unsized }: Workload): string | undefined {
  if (openSymbols.length > 0) return `the size of ${openSymbols.join(", ")} is not set`;
  if (nodes.length === 0) return "the graph computes nothing";
  return unsized > nodes.length / 20 ? `the sizes of ${unsized} nodes are not known` : undefined;
}

/** What the time is computed from. */
interface Basis {
  readonly machine: Machine;
  readonly family: Family | undefined;
  readonly measure: Measure;
  readonly site: Site;
  readonly factors: Factors;
  readonly band: number;
  readonly used: CalibrationUsed | "data sheet";
}

function basisOf(device: Device, choice: Choice, options: PredictOptions): Basis | NoPrediction {
  const { runtime, unit } = choice;
  const asked = computedPrecision(choice);
  const machine = machineOf(device, unit);
  if (!machine || !asked) return { noData: `no rate of ${device.name} is known for ${choice.precision}` };
  const family = familyOf(runtime, unit, device);
  const precision = arithmeticOf(family, asked, machine);
  const measure = measureOf(machine, family, precision);
  const { batch = 1, threads, powerMode } = options;
  const use = {
    family,
    precision,
    measure,
    batch,
    clock: shareOfPeak(device, unit, powerMode),
    ...(threads !== undefined && { threads }),
  };
  const site = siteOf(machine, use);
  if (!site) return { noData: `no ${precision} rate of ${device.name} is known` };
  return { machine, family, measure, site, ...trust(machine, family, precision, measure) };
}

/** The arithmetic of a precision: TF32 runs as fp32 is measured, and weights of 4 bits are computed in fp16. */
function computedPrecision({ precision }: Choice): Precision | undefined {
  if (precision === "fp32" || precision === "fp16" || precision === "int8") return precision;
  if (precision === "tf32") return "fp32";
  return precision === "bf16" || precision === "int4" ? "fp16" : undefined;
}

/** Measurements that a group needs to be what a prediction is of. */
const enough = 3;

/** Latency where it was measured; else what was, end-to-end only where the engine alone never was. */
function measureOf(machine: Machine, family: Family | undefined, precision: Precision): Measure {
  if (!family) return "latency";
  const has = (measure: Measure) => {
    const accuracy = calibration.groups[groupKey({ machine: machine.id, family, precision, measure })];
    return accuracy !== undefined && accuracy.n >= enough;
  };
  if (has("latency")) return "latency";
  if (!measuredAlone.has(family)) return "end-to-end";
  return has("throughput") ? "throughput" : "latency";
}

const measuredAlone = new Set(
  Object.keys(calibration.groups)
    .filter((it) => it.endsWith(" latency"))
    .map((it) => it.split(" ")[1] ?? ""),
);

function trust(machine: Machine, family: Family | undefined, precision: Precision, measure: Measure) {
  if (!family || !(family in calibration.shifts)) {
    const factors = factorsOf(middleParameters(machine.kind));
    return { factors, band: calibration.middle.band, used: "data sheet" as const };
  }
  const setting = { machine: machine.id, family, precision, measure };
  const group = groupKey(setting);
  const factors = factorsOf(parametersAt(machine.kind, levelsOf(setting), shifts));
  const accuracy = calibration.groups[group];
  if (!accuracy) {
    const band = calibration.families[family]?.band ?? calibration.middle.band;
    return { factors, band, used: "data sheet" as const };
  }
  const { n, medianError, p90Error, band } = accuracy;
  return { factors, band, used: { group, n, medianError, p90Error } };
}

interface Case {
  readonly analysis: Analysis;
  readonly workload: Workload;
  readonly device: Device;
  readonly options: PredictOptions;
  readonly choice: Choice;
  readonly base: Basis;
}

function predictionOf(it: Case): Prediction {
  const { analysis, workload, device, options, choice, base } = it;
  const { site, factors, band, family, measure, used } = base;
  const kernels = kernelsOf(workload, fusionOf(family ?? ""));
  const plan = planOf(kernels, exchangedElements(workload));
  const seconds = inferenceSeconds(plan, site, factors) / site.batch;
  const latencyMs = bandAround(1000 * seconds, band);
  const rows = kernels.map((kernel) => kernelPrediction(kernel, site, factors));
  const link = (1000 * fixedTime(plan, site, factors).link) / site.batch;
  const energyMj = energyOf(device, latencyMs, options.powerMode);
  const decode = decodeOf(it, plan);
  return {
    ...choice,
    measure,
    latencyMs,
    inferencesPerSecond: { low: 1000 / latencyMs.high, expected: 1 / seconds, high: 1000 / latencyMs.low },
    ...(energyMj && { energyMj }),
    ...memoryOf(analysis, device, {
      elementBytes: site.elementBytes,
      weights: plan.weights,
      unit: choice.unit,
    }),
    boundBy: boundOf(rows, link),
    calibration: used,
    kernels: rows,
    ...(decode && { decode }),
    notes: notesOf(it),
  };
}

function kernelPrediction(kernel: Kernel, site: Site, factors: Factors): KernelPrediction {
  const { seconds, boundBy } = kernelTime(workOf(kernel), site, factors);
  return {
    class: kernel.class,
    nodes: kernel.nodes,
    ms: (1000 * seconds) / (site.pace ?? 1) / site.batch,
    boundBy,
  };
}

/** What most of the time is spent on. */
function boundOf(kernels: readonly KernelPrediction[], link: number): Bound {
  const sums = new Map<Bound, number>([["link", link]]);
  for (const { boundBy, ms } of kernels) sums.set(boundBy, (sums.get(boundBy) ?? 0) + ms);
  return [...sums].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

function notesOf({ device, workload, base }: Case): readonly string[] {
  const { machine, measure, used } = base;
  return [
    ...(measure === "throughput"
      ? ["Only throughput was measured: this is the time between two results."]
      : []),
    ...(measure === "end-to-end" ? ["Measured with what comes before and after the network."] : []),
    ...(used === "data sheet" ? ["From the data sheet, not validated on this device."] : []),
    ...(machine.isEstimate ? [`A rate of ${device.name} is an estimate.`] : []),
    ...(workload.unsized > 0 ? [`${workload.unsized} nodes of unknown size are not counted.`] : []),
  ];
}

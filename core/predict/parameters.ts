import { type MachineKind } from "./machine.ts";

/** What is fitted; each stands for the natural logarithm of a quantity that has no sign. */
export const parameterNames = [
  /** Of all times of kernels. */
  "scale",
  /** Share of the peak that a class of kernels reaches on large shapes. */
  "dense",
  "pointwise",
  "depthwise",
  "gemm",
  "attention",
  /** Gain of 3x3 convolutions at stride 1 over other dense ones (Winograd and its like). */
  "winograd",
  /** Share of a dense convolution's rate that one in groups of several channels reaches. */
  "grouped",
  /** Share of the memory's bandwidth: what flows through products, what is only moved, weights. */
  "features",
  "movement",
  "weights",
  /** Multiply-adds that one activation with an exponential costs as much as. */
  "smooth",
  /** Seconds for each kernel, and for each inference. */
  "launch",
  "overhead",
  /** Channels, and places of a map, at which half of the units are idle. */
  "channels",
  "area",
  /** Power of the number of threads by which each gets slower. */
  "threads",
  /** Seconds for each element that is sorted or selected. */
  "host",
  /** Share of the link's rate. */
  "link",
] as const;

export type ParameterName = (typeof parameterNames)[number];

/** By position in `parameterNames`: logarithms, or shifts of them. */
export type Parameters = ArrayLike<number>;
/** By position in `parameterNames`: the quantities themselves. */
export type Factors = ArrayLike<number>;

export const at = Object.fromEntries(parameterNames.map((it, i) => [it, i])) as Readonly<
  Record<ParameterName, number>
>;

export function factorsOf(parameters: Parameters): Factors {
  return Float64Array.from(parameters, Math.exp);
}

/**
 * Where the fit starts, and what holds where nothing was measured: middle values of the runtimes of each kind of unit.
 * A unit with its data on chip moves it faster than its memory would, hence shares above 1.
 */
const middles: Readonly<Record<MachineKind, Readonly<Record<ParameterName, number>>>> = {
  cpu: {
    scale: 1,
    dense: 0.43,
    pointwise: 0.6,
    depthwise: 0.1,
    gemm: 0.35,
    attention: 0.1,
    winograd: 3,
    grouped: 0.9,
    features: 0.56,
    movement: 0.28,
    weights: 0.8,
    smooth: 10,
    launch: 20e-6,
    overhead: 80e-6,
    channels: 3,
    area: 6.5,
    threads: 0.18,
    host: 4e-9,
    link: 1,
  },
  gpu: {
    scale: 1,
    dense: 0.4,
    pointwise: 0.4,
    depthwise: 0.04,
    gemm: 0.3,
    attention: 0.1,
    winograd: 1.7,
    grouped: 0.25,
    features: 0.6,
    movement: 0.42,
    weights: 0.6,
    smooth: 4,
    launch: 35e-6,
    overhead: 220e-6,
    channels: 7,
    area: 40,
    threads: 0.05,
    host: 1e-9,
    link: 1,
  },
  npu: {
    scale: 1,
    dense: 1,
    pointwise: 0.5,
    depthwise: 0.022,
    gemm: 0.3,
    attention: 0.008,
    winograd: 0.8,
    grouped: 0.4,
    features: 2.8,
    movement: 1.8,
    weights: 0.85,
    smooth: 4,
    launch: 4.6e-6,
    overhead: 250e-6,
    channels: 20,
    area: 9.5,
    threads: 0.05,
    host: 15e-9,
    link: 1,
  },
};

/**
 * Families that start elsewhere: near ANNETTE's published models, fitted to kernels that were measured on the device (its
 * `database/models/layer`). Dense, depthwise, features and weights are its rates over those of the data sheet; pointwise is
 * taken as dense; movement and channels are our rounding of its pooling rate and of its unrolled channels.
 */
const nearPublished: Readonly<Record<string, Readonly<Partial<Record<ParameterName, number>>>>> = {
  "openvino-myriad": {
    dense: 0.32,
    pointwise: 0.32,
    depthwise: 0.0122,
    features: 0.44,
    movement: 0.1,
    weights: 0.75,
    channels: 8,
  },
  "vitis-dpu": { dense: 0.95, pointwise: 0.95, features: 0.79, weights: 0.27, channels: 8 },
};

export function middleParameters(kind: MachineKind, family = ""): Parameters {
  return parameterNames.map((it) => Math.log(nearPublished[family]?.[it] ?? middles[kind][it]));
}

/** Levels on which parameters are shifted, from what many measurements share to what few do. */
export type LevelKind = "library" | "family" | "precision" | "measure" | "device" | "group";

type Spread = Readonly<Partial<Record<ParameterName, number>>> & { readonly others: number };

/**
 * How far a level usually shifts a parameter (standard deviation, natural logarithm): what a level has few
 * measurements for stays near the level above. Chosen by cross-validation. Only a measure and a device scale all times.
 */
const spreads: Readonly<Record<LevelKind, Spread>> = {
  library: {
    scale: 1e-3,
    depthwise: 0.7,
    launch: 0.8,
    overhead: 1,
    host: 1.5,
    threads: 0.3,
    link: 0.3,
    others: 0.5,
  },
  family: {
    scale: 1e-3,
    depthwise: 0.7,
    winograd: 0.6,
    features: 0.4,
    launch: 0.8,
    overhead: 1,
    area: 0.6,
    host: 1.5,
    threads: 0.3,
    link: 0.3,
    others: 0.5,
  },
  precision: { scale: 1e-3, depthwise: 0.4, winograd: 0.4, threads: 0.2, link: 0.1, others: 0.3 },
  measure: {
    scale: 0.4,
    winograd: 0.1,
    launch: 0.5,
    overhead: 1.5,
    channels: 0.1,
    threads: 0.1,
    link: 0.1,
    host: 0.3,
    others: 0.2,
  },
  device: {
    scale: 0.35,
    depthwise: 0.25,
    launch: 0.4,
    overhead: 0.6,
    threads: 0.12,
    host: 0.45,
    others: 0.2,
  },
  group: { scale: 0.2, launch: 0.25, overhead: 0.4, threads: 0.1, link: 0.1, others: 0.15 },
};

export function spreadOf(level: LevelKind): Parameters {
  return levelSpreads[level];
}

const levelSpreads = Object.fromEntries(
  Object.entries(spreads).map(([level, spread]) => [
    level,
    parameterNames.map((it) => spread[it] ?? spread.others),
  ]),
) as unknown as Readonly<Record<LevelKind, Parameters>>;

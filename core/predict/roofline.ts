import { type Kernel, type KernelClass } from "./kernels.ts";
import { at, type Factors } from "./parameters.ts";

/** What kernels run on: rates per second, sizes in bytes. */
export interface Site {
  readonly multiplyAddsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly elementBytes: number;
  readonly threads: number;
  readonly batch: number;
  /** Over which inputs, outputs, and weights beyond `onChip` come, in each inference. */
  readonly link?: { readonly bytesPerSecond: number; readonly onChip: number };
  /** Clock of all that computes and moves, over the one that the rates are for. */
  readonly pace?: number;
  /** Several inferences at a time: what the host does, and most of what the link does, is behind the computing. */
  readonly isPipelined?: boolean;
}

export type Bound = "compute" | "memory" | "launch" | "link";

/** Seconds of one kernel, for the whole batch. */
export interface KernelTime {
  readonly seconds: number;
  readonly boundBy: Bound;
}

/** Kernels that cost the same, as numbers: what is left of a network once it is known how it is run. */
export interface Plan {
  readonly works: readonly Work[];
  /** Elements of all weights; of what comes in and leaves. */
  readonly weights: number;
  readonly exchanged: number;
}

export interface Work {
  readonly count: number;
  readonly class: KernelClass;
  readonly multiplyAdds: number;
  readonly moved: number;
  readonly weights: number;
  readonly smooth: number;
  /** Channels in and out for each group; absent outside convolutions. */
  readonly channels?: readonly [number, number];
  readonly places: number;
  /** 3x3 at stride 1, which has fast algorithms. */
  readonly isFast: boolean;
  /** A convolution of groups that have several channels each. */
  readonly isGrouped: boolean;
}

export function workOf(kernel: Kernel): Work {
  const { class: kind, window, multiplyAdds, reads, writes, weights, smooth } = kernel;
  const [height, width] = window?.kernel ?? [0, 0];
  return {
    count: 1,
    class: kind,
    multiplyAdds,
    moved: reads + writes,
    weights,
    smooth,
    ...(window && {
      channels: [window.channels[0] / window.groups, window.channels[1] / window.groups] as const,
    }),
    places: window ? window.size[0] * window.size[1] : 0,
    isGrouped: kind !== "depthwise" && (window?.groups ?? 1) > 1,
    isFast: kind === "dense" && height === 3 && width === 3 && window?.stride === 1 && window.groups === 1,
  };
}

/** Joins equal kernels, so that each is timed once. */
export function planOf(kernels: readonly Kernel[], exchanged: number): Plan {
  const works = new Map<string, Work>();
  for (const kernel of kernels) {
    const work = workOf(kernel);
    const key = JSON.stringify(work);
    works.set(key, { ...work, count: (works.get(key)?.count ?? 0) + 1 });
  }
  return {
    works: [...works.values()],
    weights: kernels.reduce((sum, it) => sum + it.weights, 0),
    exchanged,
  };
}

const efficiency: Readonly<Record<KernelClass, number>> = {
  dense: at.dense,
  pointwise: at.pointwise,
  depthwise: at.depthwise,
  gemm: at.gemm,
  recurrent: at.gemm,
  attention: at.attention,
  pool: at.movement,
  elementwise: at.movement,
  shuffle: at.movement,
  host: at.host,
};

/** Time of one kernel: the soft maximum of computing and moving, and its launch. */
export function kernelTime(work: Work, site: Site, factors: Factors): KernelTime {
  const scale = factors[at.scale] ?? 1;
  if (work.class === "host") {
    const seconds = site.isPipelined ? 0 : scale * work.moved * site.batch * (factors[at.host] ?? 0);
    return { seconds, boundBy: "compute" };
  }
  const compute = computeSeconds(work, site, factors);
  const memory = memorySeconds(work, site, factors);
  const launch = factors[at.launch] ?? 0;
  const busy = Math.sqrt(compute * compute + memory * memory);
  const boundBy = launch > busy ? "launch" : compute > memory ? "compute" : "memory";
  return { seconds: scale * (busy + launch), boundBy };
}

function computeSeconds(work: Work, site: Site, factors: Factors): number {
  const { class: kind, multiplyAdds, smooth, channels, places } = work;
  const peak = site.multiplyAddsPerSecond / site.threads ** (factors[at.threads] ?? 0);
  const activations = (smooth * site.batch * (factors[at.smooth] ?? 0)) / peak;
  if (multiplyAdds === 0) return activations;
  let rate = peak * (factors[efficiency[kind]] ?? 1) * (work.isGrouped ? (factors[at.grouped] ?? 1) : 1);
  if (channels) {
    const knee = factors[at.channels] ?? 0;
    if (kind !== "depthwise") rate /= (1 + knee / channels[0]) * (1 + knee / channels[1]);
    rate /= 1 + (factors[at.area] ?? 0) / (places * site.batch);
  }
  if (work.isFast && channels) rate *= fastGain(channels, factors[at.winograd] ?? 1);
  return (multiplyAdds * site.batch) / rate + activations;
}

/** Transforming a map costs the same for each channel, so the gain grows with the channels that share it. */
function fastGain([inputs, outputs]: readonly [number, number], gain: number): number {
  return 1 + (gain - 1) / (1 + transformChannels / Math.min(inputs, outputs));
}

const transformChannels = 32;

function memorySeconds(work: Work, site: Site, factors: Factors): number {
  const { class: kind, moved, weights } = work;
  const isMoved = kind === "pool" || kind === "elementwise" || kind === "shuffle";
  const share = factors[isMoved ? at.movement : at.features] ?? 1;
  const elements = (moved * site.batch) / share + weights / (factors[at.weights] ?? 1);
  return (elements * site.elementBytes) / site.bytesPerSecond;
}

/** What no kernel takes: to start an inference, and to bring what comes over the link. */
export interface FixedTime {
  readonly overhead: number;
  readonly link: number;
}

export function fixedTime(plan: Plan, site: Site, factors: Factors): FixedTime {
  return {
    overhead: (factors[at.scale] ?? 1) * (factors[at.overhead] ?? 0),
    link: linkSeconds(plan, site) / (factors[at.link] ?? 1),
  };
}

function linkSeconds({ weights, exchanged }: Plan, { link, elementBytes, batch, isPipelined }: Site): number {
  if (!link) return 0;
  const streamed = Math.max(0, weights * elementBytes - link.onChip);
  const data = isPipelined ? 0 : exchanged * elementBytes * batch;
  return (streamed + data) / link.bytesPerSecond;
}

/** Seconds for the whole batch. */
export function inferenceSeconds(plan: Plan, site: Site, factors: Factors): number {
  const { overhead, link } = fixedTime(plan, site, factors);
  const kernels = plan.works.reduce((sum, it) => sum + it.count * kernelTime(it, site, factors).seconds, 0);
  return (kernels + overhead) / (site.pace ?? 1) + link;
}

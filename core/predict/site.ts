import { type Measure } from "./calibration.ts";
import { type Family, peakOf } from "./families.ts";
import { type CoreChoice, type Machine, type Precision, withThreads } from "./machine.ts";
import { type Site } from "./roofline.ts";

/** How a network is run on a machine. */
export interface Use {
  readonly family: Family | undefined;
  readonly precision: Precision;
  readonly measure: Measure;
  readonly batch: number;
  readonly threads?: number;
  readonly cores?: CoreChoice;
  /** Clock over the machine's. */
  readonly clock?: number;
}

const bytes: Readonly<Record<Precision, number>> = { fp32: 4, fp16: 2, int8: 1 };

/** Rates and sizes for a use of a machine; undefined when no peak is known for it. */
export function siteOf(machine: Machine, use: Use): Site | undefined {
  const { family, precision, measure, batch, threads, cores, clock = 1 } = use;
  const threaded = withThreads(machine, threads, cores);
  const peak = peakOf(family, threaded.peak, precision);
  if (!peak) return undefined;
  const { link, onChip, kind } = machine;
  // Power modes of a GPU slow its memory and its host too; an overclocked CPU has the same memory.
  const isPaced = kind === "gpu";
  return {
    multiplyAddsPerSecond: peak * 1e9 * (isPaced ? 1 : clock),
    bytesPerSecond: threaded.bandwidth * 1e9,
    elementBytes: bytes[precision],
    threads: threaded.threads,
    batch,
    ...(link !== undefined && { link: { bytesPerSecond: link * 1e9, onChip: onChip ?? Infinity } }),
    ...(isPaced && { pace: clock }),
    ...(measure === "throughput" && { isPipelined: true }),
  };
}

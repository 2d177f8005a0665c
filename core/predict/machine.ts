/** A compute unit and the memory behind it, as its data sheet has it: what a time is bound by. */
export interface Machine {
  readonly id: string;
  readonly kind: MachineKind;
  /** Multiply-adds per second in units of 10⁹, by the precision of the arithmetic; dense, no sparsity. */
  readonly peak: Partial<Readonly<Record<Precision, number>>>;
  /** Memory, GB/s. */
  readonly bandwidth: number;
  readonly cores?: readonly CoreCluster[];
  /** To the host, GB/s, for accelerators behind a cable or a bus. */
  readonly link?: number;
  /** Weights that stay on chip, bytes; the others come over the link in each inference. */
  readonly onChip?: number;
  /** True where a number of it is our estimate and not from a data sheet. */
  readonly isEstimate?: boolean;
}

export type MachineKind = "cpu" | "gpu" | "npu";
export type Precision = "fp32" | "fp16" | "int8";

/** Largest cores first. */
export interface CoreCluster {
  readonly core: Core;
  readonly count: number;
  readonly gigahertz: number;
}

export type Core = keyof typeof coreRates;

/**
 * Multiply-adds that one core can issue in a cycle (width of its vector units; Arm's software optimization guides and
 * instruction set: fp16 arithmetic from v8.2, int8 dot products from Cortex-A55/A75/A76 on), and GB/s that one core
 * can draw from memory (estimates: outstanding misses over latency).
 */
export const coreRates = {
  a7: { fp32: 1, fp16: 1, int8: 2, bandwidth: 1 },
  a9: { fp32: 2, fp16: 2, int8: 4, bandwidth: 1 },
  a53: { fp32: 4, fp16: 4, int8: 8, bandwidth: 2.5 },
  a55: { fp32: 4, fp16: 8, int8: 16, bandwidth: 4 },
  a57: { fp32: 4, fp16: 4, int8: 8, bandwidth: 6 },
  a72: { fp32: 4, fp16: 4, int8: 8, bandwidth: 5 },
  a73: { fp32: 4, fp16: 4, int8: 8, bandwidth: 6 },
  a75: { fp32: 8, fp16: 16, int8: 32, bandwidth: 9 },
  a76: { fp32: 8, fp16: 16, int8: 32, bandwidth: 12 },
  a78: { fp32: 8, fp16: 16, int8: 32, bandwidth: 15 },
  x1: { fp32: 16, fp16: 32, int8: 64, bandwidth: 20 },
  carmel: { fp32: 8, fp16: 16, int8: 16, bandwidth: 15 },
  tremont: { fp32: 4, fp16: 4, int8: 8, bandwidth: 8 },
} as const;

export type CoreChoice = "all" | "big" | "little";

/** A processor as so many threads use it: the peak of the cores they run on, and the memory that these can draw. */
export interface ThreadedMachine extends Machine {
  readonly threads: number;
}

/** The machine with so many threads, on the cores chosen; by default on all of its largest. Others are as they are. */
export function withThreads(machine: Machine, threads?: number, choice: CoreChoice = "all"): ThreadedMachine {
  const { cores } = machine;
  if (!cores) return { ...machine, threads: 1 };
  const usable = cores.filter((it) => choice === "all" || (choice === "little") === isLittle(it, cores));
  const peak = { fp32: 0, fp16: 0, int8: 0 };
  let left = threads ?? usable.reduce((sum, it) => sum + (isLittle(it, cores) ? 0 : it.count), 0);
  let used = 0;
  let drawn = 0;
  for (const { core, count, gigahertz } of usable) {
    const busy = Math.min(left, count);
    const rates = coreRates[core];
    peak.fp32 += busy * gigahertz * rates.fp32;
    peak.fp16 += busy * gigahertz * rates.fp16;
    peak.int8 += busy * gigahertz * rates.int8;
    drawn += busy * rates.bandwidth;
    left -= busy;
    used += busy;
  }
  const bandwidth = drawn === 0 ? machine.bandwidth : 1 / (1 / machine.bandwidth + 1 / drawn);
  return { ...machine, peak, bandwidth, threads: Math.max(used, 1) };
}

/** A small core beside larger ones. */
function isLittle({ core }: CoreCluster, cores: readonly CoreCluster[]): boolean {
  return (core === "a53" || core === "a55") && cores[0]?.core !== core;
}

import { type DeviceRuntime, type Precision, type RuntimeChoice, type RuntimeId } from "./runtime.ts";
import { type Source } from "./source.ts";

export type DeviceKind =
  | "soc" // a board or chip that runs programs on a CPU of its own
  | "accelerator" // only computing units: needs a host
  | "fpga" // computes in programmable logic
  | "mcu"; // no Linux, no SSH

/** The parts of a device that can run a network. `npu` is any accelerator: TPU, VPU, DPU, DLA, FPGA logic. */
export const computeUnits = ["cpu", "gpu", "npu"] as const;
export type ComputeUnitName = (typeof computeUnits)[number];

/** One device of the catalogue. Unknown is absent, never 0. SI units; the path of each number leads to its source. */
export interface Device {
  /** Kebab-case; equals the file name. */
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly kind: DeviceKind;
  /** Ids of the devices of this catalogue that it is put together from. */
  readonly composedOf?: readonly string[];
  /** Of a user's device: the id of the catalogue's device that it changes. Fitted parameters of that one hold for it. */
  readonly basedOn?: string;
  readonly cpu?: ComputeUnit;
  readonly gpu?: ComputeUnit;
  readonly npu?: ComputeUnit;
  /** What advertisements say: other ways of counting than `peak`, never used to compute. */
  readonly marketed?: readonly MarketedRate[];
  readonly memory: DeviceMemory;
  readonly power?: DevicePower;
  /** True for what only works plugged into another computer. */
  readonly isHostRequired: boolean;
  /** How weights and inputs reach the accelerator; the usual one first. */
  readonly links?: readonly HostLink[];
  readonly runtimes: readonly DeviceRuntime[];
  /** What is taken when the user has chosen none. Absent: nothing ready-made runs networks on it. */
  readonly defaultRuntime?: RuntimeChoice;
  /** Model files that its runtimes take, by id: `onnx`, `engine`, `tflite-edgetpu`, … */
  readonly formats: readonly string[];
  /** Precisions that its hardware computes faster than float32, or at all where it has no float32. */
  readonly precisionsAccelerated: readonly Precision[];
  readonly operatingSystem?: string;
  /** What of it has ended. Empty: no end is known. */
  readonly lifecycle: readonly EndOfLife[];
  /** The survey's row, word for word. */
  readonly paperRow?: PaperRow;
  readonly corrections: readonly Correction[];
  readonly measured: readonly Measurement[];
  readonly notes: readonly string[];
  /** What was read about the device as a whole. */
  readonly references: readonly string[];
  /** By field path (`memory.bandwidthBytesPerSecond`, `gpu.peak`, `power`); the longest prefix counts, "" is the rest. */
  readonly sources: Readonly<Record<string, Source>>;
}

export interface ComputeUnit {
  /** `128-core Maxwell`, `4x Cortex-A57`. */
  readonly name: string;
  /** CPU cores, CUDA cores, DLA or NPU cores, DSP slices. */
  readonly cores?: number;
  /** Of the fastest core. */
  readonly clockHz?: number;
  /** CUDA compute capability: `5.3`. */
  readonly computeCapability?: string;
  /** The highest rate by precision, all cores together, dense. Absent: no rate is known, or none of its own. */
  readonly peak: Readonly<Partial<Record<Precision, PeakRate>>>;
  readonly note?: string;
}

export interface PeakRate {
  /** 1 multiply-add = 2 operations. */
  readonly operationsPerSecond: number;
  /** With 2:4 structured sparsity, which a network must be pruned for. */
  readonly sparseOperationsPerSecond?: number;
}

export interface MarketedRate {
  readonly operationsPerSecond: number;
  /** What is counted: `INT8, 2:4 sparse, GPU and DLAs together`. */
  readonly counts: string;
}

export interface DeviceMemory {
  /** Of the usual variant. */
  readonly bytes?: number;
  readonly variantsBytes?: readonly number[];
  /** What the operating system reports of `bytes`. */
  readonly usableBytes?: number;
  /** Peak of the external memory. */
  readonly bandwidthBytesPerSecond?: number;
  /** True when CPU and accelerator use the same memory: then there is no copy, and less for each. */
  readonly isSharedWithCpu?: boolean;
  /** SRAM of the accelerator. */
  readonly onChipBytes?: number;
  /** Of `onChipBytes`, what can hold weights from one inference to the next. */
  readonly weightCacheBytes?: number;
  readonly note?: string;
}

export interface DevicePower {
  /** What the watts are of, where not of the whole device: the chip alone, or what the supply can give. */
  readonly of?: "accelerator" | "supply";
  readonly typicalWatts?: number;
  readonly maximumWatts?: number;
  /** Modes that the user can set, the fastest first. `peak` and bandwidth are those of the first. */
  readonly modes?: readonly PowerMode[];
  readonly note?: string;
}

export interface PowerMode {
  readonly name: string;
  readonly watts?: number;
  /** Share of `gpu.peak` in this mode. */
  readonly gpuShareOfPeak?: number;
  /** Share of `npu.peak` in this mode. */
  readonly npuShareOfPeak?: number;
}

export interface HostLink {
  readonly name: string;
  /** Measured while weights stream, the middle of what was seen; not the link's nominal rate. */
  readonly bytesPerSecond?: number;
  readonly note?: string;
}

export interface EndOfLife {
  readonly of: "board" | "runtime" | "operating-system";
  /** The runtime that it concerns, when it concerns one. */
  readonly runtime?: RuntimeId;
  /** The unit that it concerns, when the runtime goes on with others. */
  readonly unit?: ComputeUnitName;
  /** What ended: `OpenVINO MYRIAD plugin`. */
  readonly name: string;
  /** The last version that works with the device. */
  readonly lastVersion?: string;
  /** Since which version or date (ISO 8601) it is over. */
  readonly since?: string;
  readonly source: Source;
}

/** A row of the survey's Tables 1-5; `*` is the survey's own sign for nothing stated. */
export interface PaperRow {
  readonly table: 1 | 2 | 3 | 4 | 5;
  readonly cells: Readonly<Record<PaperColumn, string>>;
}

export const paperColumns = [
  "Company",
  "Device",
  "Computing power",
  "Power Consumption",
  "CPU",
  "GPU",
  "AI accelerator",
  "RAM",
  "Supported DL frameworks",
] as const;
export type PaperColumn = (typeof paperColumns)[number];

/** Where the survey and the evidence disagree. The product uses `verifiedValue`. */
export interface Correction {
  /** What it is about: a field, or words for a claim in the text. */
  readonly field: string;
  /** Sections of the survey, where it is not the table's row. */
  readonly sections?: string;
  readonly paperValue: string;
  readonly verifiedValue: string;
  readonly confidence: "low" | "medium" | "high";
  readonly source: Source;
}

/** A figure that somebody measured on the device. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  readonly minimum?: number;
  readonly median: number;
  readonly maximum?: number;
  /** Measurements behind the median. */
  readonly count?: number;
  readonly source: Source;
}

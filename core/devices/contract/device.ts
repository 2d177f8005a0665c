import { type DataType } from "../../graph/data-type.ts";

/** A number from a data sheet or a measurement, and where it is from. */
export interface Sourced {
  readonly value: number;
  readonly source: string;
  /** True until somebody has confirmed it; shown to the user. */
  readonly isUnverified?: boolean;
}

/** One device of the catalogue. What is not known is left out. */
export interface Device {
  /** Kebab-case; equals the file name. */
  readonly id: string;
  readonly name: string;
  /** Multiply-adds per second by element type, in units of 10⁹. */
  readonly peakGigaMultiplyAdds: Partial<Readonly<Record<DataType, Sourced>>>;
  readonly bandwidthGBps?: Sourced;
  readonly memoryBytes?: Sourced;
}

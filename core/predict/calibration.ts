import { type Level, type Shifts } from "./fit.ts";
import { type Family, libraryOf } from "./families.ts";
import { type Precision } from "./machine.ts";

/** `latency`: one at a time, the engine alone. `end-to-end`: with what comes before and after. `throughput`: several at a time. */
export type Measure = "latency" | "end-to-end" | "throughput";

/** What the committed fit holds, by key of level, group and family. */
export interface Calibration {
  readonly shifts: Readonly<Record<string, readonly number[]>>;
  readonly groups: Readonly<Record<string, GroupAccuracy>>;
  /** Of devices that were left out while the others of the family were fitted. */
  readonly families: Readonly<Record<Family, FamilyAccuracy>>;
  /** Where the family has no measurements: the middle parameters alone. */
  readonly middle: FamilyAccuracy;
}

/** How well networks of a group were predicted by the others. */
export interface GroupAccuracy {
  /** Measurements, and networks that they are of. */
  readonly n: number;
  readonly models: number;
  readonly medianError: number;
  readonly p90Error: number;
  /** Half-width of the band that holds 80%, as a logarithm. */
  readonly band: number;
}

export interface FamilyAccuracy {
  readonly devices: number;
  readonly n: number;
  readonly medianError: number;
  readonly band: number;
}

/** What a measurement or a prediction is of. */
export interface Setting {
  readonly machine: string;
  readonly family: Family;
  readonly precision: Precision;
  readonly measure: Measure;
}

export function groupKey({ machine, family, precision, measure }: Setting): string {
  return [machine, family, precision, measure].join(" ");
}

/** From what all measurements that are fitted together share to what those of one group do. */
export function levelsOf(setting: Setting): readonly Level[] {
  const { machine, family, precision, measure } = setting;
  const library = libraryOf(family);
  return [
    ...(library === family ? [] : [{ kind: "library" as const, key: library }]),
    { kind: "family", key: family },
    { kind: "precision", key: `${family} ${precision}` },
    ...(measure === "latency" ? [] : [{ kind: "measure" as const, key: `${family} ${measure}` }]),
    { kind: "device", key: `${machine} ${family}` },
    { kind: "group", key: groupKey(setting) },
  ];
}

export function shiftsOf({ shifts }: Pick<Calibration, "shifts">): Shifts {
  return new Map(Object.entries(shifts));
}

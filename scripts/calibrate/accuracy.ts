// How wide the bands must be, and how well they hold: from what was left out.
import { type Weighted, weightedQuantile } from "../../core/predict/band.ts";
import { type FamilyAccuracy, type GroupAccuracy } from "../../core/predict/calibration.ts";
import { groupBy } from "../../core/predict/group-by.ts";
import { type Residual } from "./validate.ts";

/** The share that a band is to hold. */
const share = 0.8;
/** Weights of the family and of the kind of unit beside a group's own measurements, which weigh 1 each. */
const familyWeight = 6;
const kindWeight = 2;

export const errorOf = ({ residual }: Residual): number => Math.abs(Math.expm1(residual));

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** What a group's band is made from: its own residuals, those of its family, those of its kind of unit. */
export interface Pool {
  readonly own: readonly Residual[];
  readonly family: readonly Residual[];
  readonly kind: readonly Residual[];
}

export function bandOf({ own, family, kind }: Pool): number {
  return weightedQuantile(
    [...weighted(own, own.length), ...weighted(family, familyWeight), ...weighted(kind, kindWeight)],
    share,
  );
}

function weighted(residuals: readonly Residual[], total: number): readonly Weighted[] {
  const weight = total / Math.max(1, residuals.length);
  return residuals.map(({ residual }) => ({ value: Math.abs(residual), weight }));
}

export interface GroupReport extends GroupAccuracy {
  readonly group: string;
  readonly residuals: readonly Residual[];
  readonly rankCorrelation: number;
  /** Share of measurements inside a band that was made without their network. */
  readonly coverage: number;
}

export function groupReports(residuals: readonly Residual[]): readonly GroupReport[] {
  const families = groupBy(residuals, (it) => it.sample.measurement.family);
  const kinds = groupBy(residuals, (it) => it.sample.kind);
  return [...groupBy(residuals, (it) => it.sample.group)]
    .map(([group, own]) => {
      const first = own[0];
      const family = families.get(first?.sample.measurement.family ?? "") ?? [];
      const kind = kinds.get(first?.sample.kind ?? "") ?? [];
      return groupReport(group, { own, family, kind });
    })
    .sort((a, b) => (a.group < b.group ? -1 : 1));
}

function groupReport(group: string, pool: Pool): GroupReport {
  const { own } = pool;
  const errors = own.map(errorOf);
  const held = [...groupBy(own, modelOf)].flatMap(([model, list]) => {
    const band = bandOf({
      own: own.filter((it) => modelOf(it) !== model),
      family: pool.family.filter((it) => modelOf(it) !== model),
      kind: pool.kind.filter((it) => modelOf(it) !== model),
    });
    return list.map(({ residual }) => Math.abs(residual) <= band);
  });
  return {
    group,
    residuals: own,
    n: own.length,
    models: new Set(own.map((it) => it.sample.measurement.workload)).size,
    medianError: median(errors),
    p90Error: quantile(errors, 0.9),
    band: bandOf(pool),
    rankCorrelation: rankCorrelation(own),
    coverage: held.filter((it) => it).length / own.length,
  };
}

const modelOf = (it: Residual): string => it.sample.measurement.model;

/** Spearman's, of predicted and measured times. */
export function rankCorrelation(residuals: readonly Residual[]): number {
  const measured = ranks(residuals.map(({ sample }) => sample.seconds));
  const predicted = ranks(residuals.map(({ sample, residual }) => sample.seconds * Math.exp(residual)));
  const middle = (residuals.length - 1) / 2;
  const sum = (a: readonly number[], b: readonly number[]) =>
    a.reduce((total, it, i) => total + (it - middle) * ((b[i] ?? 0) - middle), 0);
  return sum(measured, predicted) / Math.sqrt(sum(measured, measured) * sum(predicted, predicted));
}

function ranks(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((it) => (sorted.indexOf(it) + sorted.lastIndexOf(it)) / 2);
}

/** Weights of what was fitted together with a family, and of all, beside four of each of its devices. */
const deviceWeight = 4;
const libraryWeight = 12;

/** Of devices that were left out of a family: its band leans on what was fitted together with it, and on all. */
export function familyAccuracy(
  own: readonly Residual[],
  library: readonly Residual[],
  all: readonly Residual[],
): FamilyAccuracy {
  const devices = new Set(own.map((it) => it.sample.measurement.machine.split("/")[0]));
  return {
    devices: devices.size,
    n: own.length,
    medianError: median(own.map(errorOf)),
    band: weightedQuantile(
      [
        ...weighted(own, devices.size * deviceWeight),
        ...weighted(library, libraryWeight),
        ...weighted(all, familyWeight),
      ],
      share,
    ),
  };
}

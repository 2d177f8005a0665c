import { type Calibration, type GroupAccuracy } from "../../core/predict/calibration.ts";
import { libraryOf } from "../../core/predict/families.ts";
import { logSeconds } from "../../core/predict/fit.ts";
import { groupBy } from "../../core/predict/group-by.ts";
import { middleParameters } from "../../core/predict/parameters.ts";
import { familyAccuracy, type GroupReport, groupReports } from "./accuracy.ts";
import { type Samples } from "./observations.ts";
import { byDevice, byModel, type FamilyFit, fitFamilies, leaveOut, type Residual } from "./validate.ts";

/** A calibration, and what its page is written from. */
export interface Outcome {
  readonly calibration: Calibration;
  readonly samples: Samples;
  readonly fits: readonly FamilyFit[];
  readonly groups: readonly GroupReport[];
  /** Of networks left out, of devices left out. */
  readonly models: readonly Residual[];
  readonly devices: readonly Residual[];
}

export function calibrate(samples: Samples): Outcome {
  const fits = fitFamilies(samples.used);
  const models = fits.flatMap((it) => leaveOut(it, byModel));
  const devices = fits.flatMap((it) => leaveOut(it, byDevice));
  const groups = groupReports(models);
  const families = [...groupBy(devices, (it) => it.sample.measurement.family)];
  const libraries = groupBy(devices, (it) => libraryOf(it.sample.measurement.family));
  return {
    samples,
    fits,
    groups,
    models,
    devices,
    calibration: {
      shifts: shiftsOf(fits),
      groups: Object.fromEntries(groups.map((it) => [it.group, accuracyOf(it)])),
      families: Object.fromEntries(
        families
          .map(
            ([family, list]) =>
              [
                family,
                rounded(familyAccuracy(list, libraries.get(libraryOf(family)) ?? [], devices)),
              ] as const,
          )
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      middle: rounded(familyAccuracy(untrained(samples), [], devices)),
    },
  };
}

/** The shifts of all levels, in the precision that is stored. */
export function shiftsOf(fits: readonly FamilyFit[]): Calibration["shifts"] {
  const all = fits.flatMap(({ fitted }) => [...fitted.shifts]).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(all.map(([key, shift]) => [key, Array.from(shift, (it) => round(it) + 0)]));
}

/** What the middle parameters alone say, of each measurement. */
function untrained({ used }: Samples): readonly Residual[] {
  return used.map((sample) => ({
    sample,
    residual: logSeconds(sample, middleParameters(sample.kind)) - Math.log(sample.seconds),
  }));
}

function accuracyOf({ n, models, medianError, p90Error, band }: GroupReport): GroupAccuracy {
  return { n, models, medianError: round(medianError), p90Error: round(p90Error), band: round(band) };
}

function rounded<T extends { readonly medianError: number; readonly band: number }>(accuracy: T): T {
  return { ...accuracy, medianError: round(accuracy.medianError), band: round(accuracy.band) };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

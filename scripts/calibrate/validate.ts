// Cross-validation: each network, and each device, is predicted by a fit that has not seen it.
import { libraryOf } from "../../core/predict/families.ts";
import { groupBy } from "../../core/predict/group-by.ts";
import { fit, type Fitted, logSeconds, parametersAt } from "../../core/predict/fit.ts";
import { type Sample } from "./observations.ts";

/** Logarithm of predicted over measured. */
export interface Residual {
  readonly sample: Sample;
  readonly residual: number;
}

export interface FamilyFit {
  readonly family: string;
  readonly samples: readonly Sample[];
  readonly fitted: Fitted;
}

export function fitFamilies(samples: readonly Sample[]): readonly FamilyFit[] {
  return [...groupBy(samples, (it) => libraryOf(it.measurement.family))].map(([family, list]) => ({
    family,
    samples: list,
    fitted: fit(list),
  }));
}

export function residualOf(sample: Sample, { shifts }: Fitted): Residual {
  const predicted = logSeconds(sample, parametersAt(sample.kind, sample.levels, shifts));
  return { sample, residual: predicted - Math.log(sample.seconds) };
}

/** A few steps from the fit of all find the fit without some. */
const fewSteps = 5;

/** What is left out together is told by `part`; families in which all is one part have nothing to learn from. */
export function leaveOut(
  { samples, fitted }: FamilyFit,
  part: (sample: Sample) => string,
): readonly Residual[] {
  const parts = groupBy(samples, part);
  if (parts.size < 2) return [];
  return [...parts].flatMap(([name, left]) => {
    const others = samples.filter((it) => part(it) !== name);
    const without = fit(others, fitted, fewSteps);
    return left.map((it) => residualOf(it, without));
  });
}

export const byModel = (it: Sample): string => it.measurement.model;
export const byDevice = (it: Sample): string => it.measurement.machine.split("/")[0] ?? "";

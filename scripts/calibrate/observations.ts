import { groupKey, levelsOf } from "../../core/predict/calibration.ts";
import { fusionOf } from "../../core/predict/families.ts";
import { type Observation } from "../../core/predict/fit.ts";
import { kernelsOf } from "../../core/predict/kernels.ts";
import { machines } from "../../core/predict/machines.ts";
import { type Plan, planOf } from "../../core/predict/roofline.ts";
import { siteOf } from "../../core/predict/site.ts";
import { exchangedElements, type Workload } from "../../core/predict/workload.ts";
import { type Measurement, readMeasurement, type Row } from "./measurements.ts";

export interface Sample extends Observation {
  readonly measurement: Measurement;
  readonly group: string;
}

export interface Samples {
  readonly used: readonly Sample[];
  /** Rows left out, by reason. */
  readonly excluded: ReadonlyMap<string, readonly Row[]>;
}

/** Throws when a row names a network or a machine that nothing describes: the tables beside this file are to be extended. */
export function samplesOf(rows: readonly Row[], workloads: ReadonlyMap<string, Workload>): Samples {
  const used: Sample[] = [];
  const excluded = new Map<string, Row[]>();
  const plans = new Map<string, Plan>();
  for (const row of rows) {
    const reading = readMeasurement(row);
    if ("excluded" in reading) {
      excluded.set(reading.excluded, [...(excluded.get(reading.excluded) ?? []), row]);
      continue;
    }
    used.push(sampleOf(reading, (key, family) => planFor(workloads, plans, key, family)));
  }
  return { used, excluded };
}

function sampleOf(measurement: Measurement, plan: (workload: string, family: string) => Plan): Sample {
  const { family, workload, machine: id, batch, milliseconds } = measurement;
  const machine = machines.get(id);
  const site = machine && siteOf(machine, measurement);
  if (!site) throw new Error(`no machine, or no peak, for ${id} ${measurement.precision}`);
  const group = groupKey(measurement);
  return {
    measurement,
    group,
    kind: machine.kind,
    levels: levelsOf(measurement),
    run: `${group}|${measurement.run}`,
    plan: plan(workload, family),
    site,
    // Sources give the time of one picture of a batch.
    seconds: (milliseconds / 1000) * batch,
  };
}

function planFor(
  workloads: ReadonlyMap<string, Workload>,
  plans: Map<string, Plan>,
  key: string,
  family: string,
): Plan {
  const known = plans.get(`${key} ${family}`);
  if (known) return known;
  const workload = workloads.get(key);
  if (!workload) throw new Error(`no description of ${key}`);
  const plan = planOf(kernelsOf(workload, fusionOf(family)), exchangedElements(workload));
  plans.set(`${key} ${family}`, plan);
  return plan;
}

import {
  middleParameters,
  type LevelKind,
  type Parameters,
  parameterNames,
  factorsOf,
  spreadOf,
} from "./parameters.ts";
import { type MachineKind } from "./machine.ts";
import { inferenceSeconds, type Plan, type Site } from "./roofline.ts";
import { type Block, type Equation, solveArrow } from "./solve-arrow.ts";

/** One measured latency, and what is known of how it came about. */
export interface Observation {
  readonly kind: MachineKind;
  /** From the level that most share to that of its group, which is last. */
  readonly levels: readonly Level[];
  /** One sitting: its times are all a little off in the same direction. */
  readonly run: string;
  readonly plan: Plan;
  readonly site: Site;
  /** Of the whole batch. */
  readonly seconds: number;
}

export interface Level {
  readonly kind: LevelKind;
  readonly key: string;
}

/** Shifts of the parameters by key of their level. */
export type Shifts = ReadonlyMap<string, Parameters>;

export interface Fitted {
  readonly shifts: Shifts;
  /** By run: logarithm of how much slower it was than others alike. */
  readonly runs: ReadonlyMap<string, number>;
}

const count = parameterNames.length;
/** What measurements of equal things differ by, of one sitting and between sittings (standard deviation of the logarithm). */
const noise = 0.12;
const runSpread = 0.15;
/** Beyond this (in the logarithm) a measurement pulls no harder: it may be wrong, or of another version. */
const doubts: Readonly<Record<MachineKind, number>> = { cpu: 0.06, gpu: 0.1, npu: 0.06 };
const step = 1e-4;

/** The parameters at these levels: middles of the kind of unit, and all shifts. */
export function parametersAt(kind: MachineKind, levels: readonly Level[], shifts: Shifts): Float64Array {
  const family = levels.find((it) => it.kind === "family")?.key;
  const sum = Float64Array.from(middleParameters(kind, family));
  for (const { key } of levels) {
    const shift = shifts.get(key);
    if (shift) for (let i = 0; i < count; i++) sum[i] = (sum[i] ?? 0) + (shift[i] ?? 0);
  }
  return sum;
}

export function logSeconds(
  { plan, site }: Pick<Observation, "plan" | "site">,
  parameters: Parameters,
): number {
  return Math.log(inferenceSeconds(plan, site, factorsOf(parameters)));
}

/**
 * The most probable shifts given the measurements of one family, each level's shifts being normal around 0 with its
 * spread: Gauss-Newton steps on a robust (Huber) loss of the logarithm of time. Deterministic.
 */
export function fit(observations: readonly Observation[], start?: Fitted, iterations = 25): Fitted {
  let state = startState(observations, start);
  let loss = lossOf(observations, state);
  for (let i = 0; i < iterations; i++) {
    const found = improve(observations, state, loss);
    if (!found) break;
    const gain = (loss - found.loss) / loss;
    ({ state, loss } = found);
    if (gain < 2e-4) break;
  }
  return { shifts: state.shifts, runs: state.runs };
}

interface State {
  readonly shifts: ReadonlyMap<string, Float64Array>;
  readonly kinds: ReadonlyMap<string, LevelKind>;
  readonly runs: ReadonlyMap<string, number>;
}

function startState(observations: readonly Observation[], start: Fitted | undefined): State {
  const shifts = new Map<string, Float64Array>();
  const kinds = new Map<string, LevelKind>();
  const runs = new Map<string, number>();
  for (const { levels, run } of observations) {
    for (const { key, kind } of levels) {
      if (kinds.has(key)) continue;
      kinds.set(key, kind);
      shifts.set(key, Float64Array.from(start?.shifts.get(key) ?? new Float64Array(count)));
    }
    runs.set(run, start?.runs.get(run) ?? 0);
  }
  return { shifts, kinds, runs };
}

function residualOf(observation: Observation, { runs }: State, parameters: Parameters): number {
  return (
    Math.log(observation.seconds) - logSeconds(observation, parameters) - (runs.get(observation.run) ?? 0)
  );
}

function lossOf(observations: readonly Observation[], state: State): number {
  let sum = 0;
  for (const it of observations) {
    const size = Math.abs(residualOf(it, state, parametersAt(it.kind, it.levels, state.shifts)));
    const doubt = doubts[it.kind];
    sum += (size < doubt ? size * size : doubt * (2 * size - doubt)) / (2 * noise * noise);
  }
  for (const [key, shift] of state.shifts) {
    const spread = spreadOf(state.kinds.get(key) ?? "group");
    for (let i = 0; i < count; i++) sum += ((shift[i] ?? 0) / (spread[i] ?? 1)) ** 2 / 2;
  }
  for (const it of state.runs.values()) sum += (it / runSpread) ** 2 / 2;
  return sum;
}

/** A state with less loss, half as far each time the step went too far; undefined when there is none. */
function improve(
  observations: readonly Observation[],
  state: State,
  loss: number,
): { readonly state: State; readonly loss: number } | undefined {
  const steps = stepsFrom(observations, state);
  for (let length = 1; length > 0.02; length /= 2) {
    const move = (value: number, by: number) => value + length * Math.max(-1, Math.min(1, by));
    const moved: State = {
      kinds: state.kinds,
      shifts: new Map(
        [...state.shifts].map(([key, it]) => [key, it.map((x, i) => move(x, steps.get(key)?.[i] ?? 0))]),
      ),
      runs: new Map([...state.runs].map(([key, it]) => [key, move(it, steps.get(runKey(key))?.[0] ?? 0)])),
    };
    const next = lossOf(observations, moved);
    if (next < loss) return { state: moved, loss: next };
  }
  return undefined;
}

/** Levels that only one device's measurements have. */
const isOwn = ({ kind }: Level): boolean => kind === "device" || kind === "group";
const runKey = (run: string) => `run ${run}`;

function stepsFrom(observations: readonly Observation[], state: State): ReadonlyMap<string, Float64Array> {
  const blocks = new Map<string, Block>();
  const shared = new Set<string>();
  const equations: Equation[] = [];
  for (const it of observations) {
    const own = it.levels.filter(isOwn).map(({ key }) => key);
    const device = own[0] ?? "";
    for (const level of it.levels) if (!isOwn(level)) shared.add(level.key);
    const block = blocks.get(device) ?? { keys: new Set<string>() };
    for (const key of [...own, runKey(it.run)]) block.keys.add(key);
    blocks.set(device, block);
    equations.push(equationOf(it, state, own));
  }
  const prior = (key: string) => {
    const run = key.startsWith("run ") ? state.runs.get(key.slice(4)) : undefined;
    if (run !== undefined) return { values: [run], spreads: [runSpread] };
    return {
      values: state.shifts.get(key) ?? new Float64Array(count),
      spreads: spreadOf(state.kinds.get(key) ?? "group"),
    };
  };
  return solveArrow({ shared: [...shared], blocks, equations, prior });
}

function equationOf(observation: Observation, state: State, own: readonly string[]): Equation {
  const parameters = parametersAt(observation.kind, observation.levels, state.shifts);
  const base = logSeconds(observation, parameters);
  const residual = Math.log(observation.seconds) - base - (state.runs.get(observation.run) ?? 0);
  const slopes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = parameters[i] ?? 0;
    parameters[i] = value + step;
    slopes[i] = (logSeconds(observation, parameters) - base) / step;
    parameters[i] = value;
  }
  return {
    block: own[0] ?? "",
    own,
    shared: observation.levels.filter((it) => !isOwn(it)).map((it) => it.key),
    run: runKey(observation.run),
    slopes,
    residual,
    weight: Math.min(1, doubts[observation.kind] / Math.max(1e-9, Math.abs(residual))) / (noise * noise),
  };
}

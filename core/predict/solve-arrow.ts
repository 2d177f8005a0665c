import { cholesky, solveLower, solveUpper } from "./cholesky.ts";
import { groupBy } from "./group-by.ts";

/** One measurement, linearized: `slopes` hold for the shifts of each of its levels alike. */
export interface Equation {
  /** The block whose levels `own` are, and its run. */
  readonly block: string;
  readonly own: readonly string[];
  readonly shared: readonly string[];
  readonly run: string;
  readonly slopes: Float64Array;
  readonly residual: number;
  readonly weight: number;
}

/** What only one device's measurements depend on: levels and runs. */
export interface Block {
  readonly keys: Set<string>;
}

export interface Arrow {
  readonly shared: readonly string[];
  readonly blocks: ReadonlyMap<string, Block>;
  readonly equations: readonly Equation[];
  prior(key: string): { readonly values: ArrayLike<number>; readonly spreads: ArrayLike<number> };
}

interface Places {
  readonly at: ReadonlyMap<string, number>;
  readonly size: number;
}

interface Reduced {
  readonly places: Places;
  readonly lower: Float64Array;
  /** Rows of what couples the shared unknowns to the block. */
  readonly coupling: Float64Array;
  readonly right: Float64Array;
}

/**
 * The step of a least-squares fit in which devices meet only through shared levels: each device is solved for and put
 * into the shared equations (Schur complement), so that the time grows with the number of devices, not with its cube.
 */
export function solveArrow(arrow: Arrow): ReadonlyMap<string, Float64Array> {
  const places = placesOf(arrow.shared, arrow);
  const { size } = places;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  addPriors(arrow, places, matrix, right);
  const byBlock = groupBy(arrow.equations, (it) => it.block);
  const reduced = [...arrow.blocks].map(([name, block]) => {
    const inner = placesOf([...block.keys], arrow);
    const it = assemble(arrow, { outer: places, inner }, byBlock.get(name) ?? [], { matrix, right });
    eliminate(it, size, matrix, right);
    return it;
  });
  const lower = cholesky(matrix, size);
  const solution = solveUpper(lower, solveLower(lower, right));
  const steps = pick(places, solution, arrow);
  for (const it of reduced)
    for (const [key, step] of pick(it.places, substitute(it, solution), arrow)) steps.set(key, step);
  return steps;
}

function placesOf(keys: readonly string[], { prior }: Arrow): Places {
  const at = new Map<string, number>();
  let size = 0;
  for (const key of keys) {
    at.set(key, size);
    size += prior(key).values.length;
  }
  return { at, size };
}

function addPriors({ prior }: Arrow, { at, size }: Places, matrix: Float64Array, right: Float64Array): void {
  for (const [key, place] of at) {
    const { values, spreads } = prior(key);
    for (let i = 0; i < values.length; i++) {
      const weight = 1 / (spreads[i] ?? 1) ** 2;
      const diagonal = (place + i) * (size + 1);
      matrix[diagonal] = (matrix[diagonal] ?? 0) + weight;
      right[place + i] = (right[place + i] ?? 0) - weight * (values[i] ?? 0);
    }
  }
}

interface Frame {
  readonly outer: Places;
  readonly inner: Places;
}

interface Normal {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

/** Adds a device's measurements to the shared equations, and gives what is the device's own. */
function assemble(
  arrow: Arrow,
  frame: Frame,
  equations: readonly Equation[],
  { matrix, right }: Normal,
): Reduced {
  const { outer, inner } = frame;
  const matrixOwn = new Float64Array(inner.size * inner.size);
  const ownRight = new Float64Array(inner.size);
  const coupling = new Float64Array(outer.size * inner.size);
  addPriors(arrow, inner, matrixOwn, ownRight);
  for (const { slopes, own, shared, run, residual, weight } of equations) {
    const levels = own.flatMap((key) => entries(slopes, inner.at.get(key) ?? 0));
    const inside = [...levels, { place: inner.at.get(run) ?? 0, slope: 1 }];
    const outside = shared.flatMap((key) => entries(slopes, outer.at.get(key) ?? 0));
    for (const a of inside) {
      ownRight[a.place] = (ownRight[a.place] ?? 0) + weight * a.slope * residual;
      for (const b of inside) plus(matrixOwn, a.place * inner.size + b.place, weight * a.slope * b.slope);
    }
    for (const a of outside) {
      right[a.place] = (right[a.place] ?? 0) + weight * a.slope * residual;
      for (const b of outside) plus(matrix, a.place * outer.size + b.place, weight * a.slope * b.slope);
      for (const b of inside) plus(coupling, a.place * inner.size + b.place, weight * a.slope * b.slope);
    }
  }
  return { places: inner, lower: cholesky(matrixOwn, inner.size), coupling, right: ownRight };
}

function entries(
  slopes: Float64Array,
  place: number,
): readonly { readonly place: number; readonly slope: number }[] {
  const found = [];
  for (let i = 0; i < slopes.length; i++) {
    const slope = slopes[i] ?? 0;
    if (slope !== 0) found.push({ place: place + i, slope });
  }
  return found;
}

function plus(values: Float64Array, index: number, by: number): void {
  values[index] = (values[index] ?? 0) + by;
}

/** Takes from the shared equations what a device's own unknowns will account for. */
function eliminate(
  { places, lower, coupling, right }: Reduced,
  size: number,
  matrix: Float64Array,
  shared: Float64Array,
): void {
  const width = places.size;
  const rows = Array.from({ length: size }, (_, i) => {
    const row = coupling.subarray(i * width, (i + 1) * width);
    return row.some((it) => it !== 0) ? solveLower(lower, row) : undefined;
  });
  const solved = solveLower(lower, right);
  rows.forEach((row, i) => {
    if (!row) return;
    shared[i] = (shared[i] ?? 0) - dot(row, solved);
    rows.forEach((other, j) => {
      if (other) plus(matrix, i * size + j, -dot(row, other));
    });
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function substitute({ places, lower, coupling, right }: Reduced, solution: Float64Array): Float64Array {
  const rest = right.slice();
  solution.forEach((value, i) => {
    if (value !== 0)
      for (let j = 0; j < places.size; j++) plus(rest, j, -value * (coupling[i * places.size + j] ?? 0));
  });
  return solveUpper(lower, solveLower(lower, rest));
}

function pick({ at }: Places, solution: Float64Array, { prior }: Arrow): Map<string, Float64Array> {
  return new Map(
    [...at].map(([key, place]) => [key, solution.slice(place, place + prior(key).values.length)]),
  );
}

/** A value and the range that four of five measurements fall in. */
export interface Band {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** A band that is as far below as above, in ratio. */
export function bandAround(expected: number, halfWidth: number): Band {
  return { low: expected * Math.exp(-halfWidth), expected, high: expected * Math.exp(halfWidth) };
}

export function scaleBand({ low, expected, high }: Band, by: number): Band {
  return { low: low * by, expected: expected * by, high: high * by };
}

export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The least value that, with those below it, has this share of all weights; Infinity of nothing. */
export function weightedQuantile(values: readonly Weighted[], share: number): number {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, it) => sum + it.weight, 0);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= share * total) return value;
  }
  return sorted.at(-1)?.value ?? Infinity;
}

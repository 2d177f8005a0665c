import { type Band } from "../rules/contract/subject.ts";

/** `8-12`, or `8` where both ends read the same. */
export function rangeText({ low, high }: Pick<Band, "low" | "high">): string {
  const [from, to] = [short(low), short(high)];
  return from === to ? from : `${from}-${to}`;
}

/** Two significant digits below 100: a prediction is not better than that. */
export function short(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}

/** Inferences per second of a latency in milliseconds. */
export function perSecond({ low, expected, high }: Band): Band {
  return { low: 1000 / high, expected: 1000 / expected, high: 1000 / low };
}

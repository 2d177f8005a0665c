/** `4.6×`: three significant digits are more than a ratio of estimates deserves. */
export function times(ratio: number): string {
  return `${ratio < 9.95 ? ratio.toFixed(1) : Math.round(ratio).toString()}×`;
}

/** `38%`. */
export function percent(share: number): string {
  return `${share > 0 && share < 0.095 ? (share * 100).toFixed(1) : Math.round(share * 100).toString()}%`;
}

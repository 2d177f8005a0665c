/** Numbers as people read them: three significant digits, SI steps for counts, binary steps for memory. */

// U+2009, the thin space that typography puts between a number and its unit.
const thinSpace = "\u2009";
const countSteps = ["", "k", "M", "G", "T", "P"];
const byteSteps = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** `3.50 M`, `301 M`, `1,296`: numbers below ten thousand stand in full. */
export function countText(count: number): string {
  if (Math.abs(count) < 10_000 && Number.isInteger(count)) return count.toLocaleString("en-US");
  const [scaled, step] = scale(count, 1000, countSteps.length);
  return step === 0 ? significant(scaled) : `${significant(scaled)}${thinSpace}${countSteps[step]}`;
}

/** `9.60 MiB`, `512 B`. */
export function bytesText(bytes: number): string {
  const [scaled, step] = scale(bytes, 1024, byteSteps.length);
  return `${step === 0 ? Math.round(scaled) : significant(scaled)}${thinSpace}${byteSteps[step]}`;
}

/** `1.3%`, `<0.1%`, `0%`. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0%";
  const percent = (100 * part) / whole;
  if (percent < 0.1) return "<0.1%";
  return percent < 10 ? `${percent.toFixed(1)}%` : `${Math.round(percent)}%`;
}

/** Multiply-adds per byte: `4.5`, `120`. */
export function ratioText(ratio: number): string {
  return ratio >= 100 ? String(Math.round(ratio)) : significant(ratio);
}

function scale(value: number, base: number, steps: number): [scaled: number, step: number] {
  let scaled = value;
  let step = 0;
  // 999.6 k would round to 1000 k: it is 1.00 M.
  while (Number(significant(Math.abs(scaled))) >= base && step < steps - 1) {
    scaled /= base;
    step++;
  }
  return [scaled, step];
}

function significant(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}

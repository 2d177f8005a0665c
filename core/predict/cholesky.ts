/** Lower triangle L with L·Lᵀ = `matrix`, a symmetric positive one of `size`², row-major. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = matrix.slice();
  for (let j = 0; j < size; j++) {
    const row = j * size;
    let pivot = lower[row + j] ?? 0;
    for (let k = 0; k < j; k++) pivot -= (lower[row + k] ?? 0) ** 2;
    // Rounding can take what is left of a direction below nothing; it then has no say.
    const root = Math.sqrt(Math.max(pivot, 1e-12));
    lower[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = lower[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] ?? 0) * (lower[row + k] ?? 0);
      lower[i * size + j] = sum / root;
    }
  }
  return lower;
}

/** x with L·x = `right`. */
export function solveLower(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length;
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  return x;
}

/** x with Lᵀ·x = `right`. */
export function solveUpper(lower: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length;
  const x = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = right[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  return x;
}

import { expect, test } from "vitest";
import { cholesky, solveLower, solveUpper } from "./cholesky.ts";

test("solves a system of equations", () => {
  const matrix = Float64Array.of(4, 2, 0.6, 2, 5, 1, 0.6, 1, 3);
  const x = [1, -2, 3];
  const right = [0, 1, 2].map((i) => x.reduce((sum, it, j) => sum + it * (matrix[3 * i + j] ?? 0), 0));
  const lower = cholesky(matrix, 3);
  const solved = solveUpper(lower, solveLower(lower, right));
  x.forEach((it, i) => expect(solved[i]).toBeCloseTo(it, 12));
});

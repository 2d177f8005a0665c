import { add, type Dim, multiply } from "../../graph/dim.ts";

/** Product of sizes; undefined when one of them is not known. */
export function productOf(factors: readonly (Dim | undefined)[]): Dim | undefined {
  let product: Dim = 1;
  for (const it of factors) {
    if (it === undefined) return undefined;
    product = multiply(product, it);
  }
  return product;
}

/** Sum of sizes; undefined when one of them is not known. */
export function sumOf(terms: readonly (Dim | undefined)[]): Dim | undefined {
  let sum: Dim = 0;
  for (const it of terms) {
    if (it === undefined) return undefined;
    sum = add(sum, it);
  }
  return sum;
}

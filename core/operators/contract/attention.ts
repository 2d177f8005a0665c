import { add, type Dim, floorDivide, isKnown, isSize, maximum } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";
import { productOf } from "./product.ts";

/** What the cost of attention depends on; undefined where not known. */
export interface AttentionSizes {
  readonly batch: Dim | undefined;
  /** Query heads; keys and values may have fewer, which are then used several times. */
  readonly heads: Dim | undefined;
  readonly queries: Dim | undefined;
  /** Keys that each query meets, those in the cache included. */
  readonly keys: Dim | undefined;
  readonly headSize: Dim | undefined;
  readonly valueSize: Dim | undefined;
}

export const attentionHowCounted =
  "Q·Kᵀ and P·V over all keys, cached ones included; a causal mask is not halved.";

export function attentionMultiplyAdds(it: AttentionSizes): Dim | undefined {
  if (it.headSize === undefined || it.valueSize === undefined) return undefined;
  return productOf([it.batch, it.heads, it.queries, it.keys, add(it.headSize, it.valueSize)]);
}

/** Heads that an attribute states; undefined when it is missing or cannot be a count. */
export function headCount(call: Call, attribute: string): number | undefined {
  const count = call.int(attribute);
  return count !== undefined && count > 0 ? count : undefined;
}

/** Size of one head when `heads` of them lie side by side in `hidden`. */
export function headSizeOf(hidden: Dim | undefined, heads: Dim | undefined): Dim | undefined {
  return hidden === undefined || heads === undefined ? undefined : floorDivide(hidden, heads);
}

/** Keys after the new ones are appended to the cache; undefined when one of the two is not known. */
export function appended(past: Dim | undefined, added: Dim | undefined): Dim | undefined {
  return past === undefined || added === undefined ? undefined : add(past, added);
}

/**
 * Length of a cache after this call, where a runtime may keep it in a buffer of fixed length: a buffer whose length
 * is known stays, one whose length is open grows to `total`.
 */
export function cacheLength(
  past: Dim | undefined,
  total: Dim | undefined,
  added: Dim | undefined,
): Dim | undefined {
  if (total === undefined) return past === undefined ? added : appended(past, added);
  if (past === undefined) return total;
  if (isKnown(past)) return isKnown(total) ? maximum(past, total) : past;
  return total;
}

/** A shape in which every size that is not known, or cannot be one, is filled by `fresh`. */
export function filled(sizes: readonly (Dim | undefined)[], fresh: (axis: number) => Dim): Shape {
  return sizes.map((it, axis) => (isSize(it) ? it : fresh(axis)));
}

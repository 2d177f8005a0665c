import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["argsort", "Order of the elements along an axis."],
  ["argwhere", "Positions of the elements that are not 0."],
  ["bucketize", "Which bucket each element is in."],
  ["kthvalue", "k-th smallest element, with its position."],
  ["msort", "Elements sorted along the first axis."],
  ["nonzero", "Positions of the elements that are not 0."],
  ["nonzero_static", "Positions of the elements that are not 0, to a fixed count."],
  ["searchsorted", "Where each value belongs in a sorted sequence."],
  ["sort", "Elements in order, with their positions."],
  ["topk", "Largest elements, with their positions."],
  ["unique", "Elements without repetition."],
  ["unique_consecutive", "Elements without repetition of the one before."],
  ["unique_dim", "Entries of an axis without repetition."],
] as const;

/** Sorting and searching. */
export const atenSorting: readonly Operator[] = atenFamily(rows);

import { inferBinary } from "./contract/binary.ts";
import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

const rows: readonly (readonly [type: string, doc: string])[] = [
  ["BitShift", "Moves the bits of a by b places to the left or right."],
  ["BitwiseAnd", "Bits that are set in both a and b."],
  ["BitwiseOr", "Bits that are set in a or b."],
  ["BitwiseXor", "Bits that differ between a and b."],
];

/** Operations on the bits of integers. */
export const bitwise: readonly Operator[] = [
  ...rows.map(([type, doc]): Operator => ({ type, doc, infer: (call) => inferBinary(call) })),
  { type: "BitwiseNot", doc: "Every bit of x turned over.", infer: sameType },
];

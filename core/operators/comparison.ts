import { difference } from "./contract/bounds.ts";
import { type Bounds } from "./contract/bounds.ts";
import { foldBinary, inferBinary } from "./contract/binary.ts";
import { type Operator } from "./contract/operator.ts";

/** Decides from the bounds of a - b. */
type Decide = (bounds: Bounds) => boolean | undefined;

const isEqual: Decide = ({ low, high }) => (low > 0 || high < 0 ? false : low === high ? true : undefined);
const isLess: Decide = ({ low, high }) => (high < 0 ? true : low >= 0 ? false : undefined);
const isLessOrEqual: Decide = ({ low, high }) => (high <= 0 ? true : low > 0 ? false : undefined);
const not =
  (decide: Decide): Decide =>
  (bounds) => {
    const decided = decide(bounds);
    return decided === undefined ? undefined : !decided;
  };

const rows: readonly (readonly [type: string, doc: string, decide: Decide])[] = [
  ["Equal", "True where a and b are equal.", isEqual],
  ["Greater", "True where a is larger than b.", not(isLessOrEqual)],
  ["GreaterOrEqual", "True where a is at least b.", not(isLess)],
  ["Less", "True where a is smaller than b.", isLess],
  ["LessOrEqual", "True where a is at most b.", isLessOrEqual],
];

/** Comparisons of two tensors that broadcast: a, b → bool. */
export const comparison: readonly Operator[] = rows.map(([type, doc, decide]) => ({
  type,
  doc,
  infer: (call) => inferBinary(call, "bool"),
  fold: foldBinary((a, b) => {
    const decided = decide(difference(a, b));
    return decided === undefined ? undefined : Number(decided);
  }),
}));

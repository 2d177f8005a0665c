import { type Combine, foldBinary, inferBinary } from "./contract/binary.ts";
import { combineElements, operandOf } from "./contract/elementwise.ts";
import { type Operator } from "./contract/operator.ts";
import { sameShapeAs } from "./contract/same-type.ts";

const ofNumbers =
  (decide: (a: boolean, b: boolean) => boolean): Combine =>
  (a, b) =>
    typeof a === "number" && typeof b === "number" ? Number(decide(a !== 0, b !== 0)) : undefined;

const rows: readonly (readonly [type: string, doc: string, combine: Combine])[] = [
  ["And", "True where both a and b are.", ofNumbers((a, b) => a && b)],
  ["Or", "True where a or b is.", ofNumbers((a, b) => a || b)],
  ["Xor", "True where a and b differ.", ofNumbers((a, b) => a !== b)],
];

const not: Operator = {
  type: "Not",
  doc: "True where x is false.",
  infer: (call) => sameShapeAs(call, "bool"),
  fold: (call, [output]) => [
    combineElements([operandOf(call, 0)], output, ([x]) =>
      typeof x === "number" ? Number(x === 0) : undefined,
    ),
  ],
};

/** Logic of truth values that broadcast. */
export const logic: readonly Operator[] = [
  ...rows.map(([type, doc, combine]): Operator => ({
    type,
    doc,
    infer: (call) => inferBinary(call, "bool"),
    fold: foldBinary(combine),
  })),
  not,
];

import { expect, test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { tensor, typeText, type ValueType } from "../graph/value-type.ts";
import { type Known } from "./contract/call.ts";
import { callOf } from "./contract/test-call.ts";
import { testFamily } from "./contract/test-family.ts";
import { member } from "./contract/test-rows.ts";
import { sequences } from "./sequences.ts";

testFamily(sequences, [
  [
    "SequenceConstruct",
    "tensors alike",
    { inputs: ["float32 2x3", "float32 2x3"], outputs: ["sequence of float32 2×3"] },
  ],
  [
    "SequenceConstruct",
    "tensors of other sizes",
    { inputs: ["float32 2x3", "float32 2x4"], outputs: ["sequence of float32 2×y0_d1"] },
  ],
  [
    "SequenceConstruct",
    "tensors of other ranks",
    { inputs: ["float32 2x3", "float32 2"], outputs: ["sequence of float32 unknown shape"] },
  ],
  ["SequenceEmpty", "float32 by default", { inputs: [], outputs: ["sequence of float32 unknown shape"] }],
  ["SequenceLength", "a number", { inputs: [undefined], outputs: ["int64 scalar"] }],
  ["SplitToSequence", "one by one", { inputs: ["float32 4x3"], outputs: ["sequence of float32 1×3"] }],
  [
    "SplitToSequence",
    "one by one without the axis",
    { inputs: ["float32 4x3"], attributes: { keepdims: 0 }, outputs: ["sequence of float32 3"] },
  ],
  [
    "SplitToSequence",
    "pieces that fit",
    {
      inputs: ["float32 4x6", { type: "int64 scalar", data: [3] }],
      attributes: { axis: -1 },
      outputs: ["sequence of float32 4×3"],
    },
  ],
  [
    "SplitToSequence",
    "a smaller last piece",
    {
      inputs: ["float32 5x6", { type: "int64 scalar", data: [3] }],
      outputs: ["sequence of float32 y0_d0×6"],
    },
  ],
  [
    "SplitToSequence",
    "pieces of one size",
    { inputs: ["float32 4x6", { type: "int64 2", data: [2, 2] }], outputs: ["sequence of float32 2×6"] },
  ],
  [
    "SplitToSequence",
    "pieces of 0",
    {
      inputs: ["float32 4x6", { type: "int64 scalar", data: [0] }],
      outputs: ["sequence of float32 y0_d0×6"],
    },
  ],
  ["ConcatFromSequence", "nothing known", { inputs: [undefined], outputs: ["unknown type unknown shape"] }],
]);

const list: ValueType = { kind: "sequence", element: tensor("float32", [2, symbol("l_d1"), symbol("W")]) };

/** The type that an operator gives for a list in front of the other inputs. */
function inferred(
  type: string,
  attributes: Record<string, number> = {},
  others: readonly Known[] = [],
): string {
  const operator = member(sequences, type);
  const call = callOf(operator, { inputs: [undefined, ...others.map(() => undefined)], attributes });
  const known = [{ type: list }, ...others];
  const withList = Object.create(call, { type: { value: (i: number) => known[i]?.type } }) as typeof call;
  return typeText(operator.infer(withList)?.[0]);
}

test("SequenceAt: sizes that differ in the list get a name of their own", () => {
  expect(inferred("SequenceAt")).toBe("float32 2×y0_d1×W");
});

test("SequenceErase: keeps the list's type", () => {
  expect(inferred("SequenceErase")).toBe("sequence of float32 2×l_d1×W");
});

test("SequenceInsert: what both have in common", () => {
  const added = { type: tensor("float32", [2, 4, symbol("W")]) };
  expect(inferred("SequenceInsert", {}, [added])).toBe("sequence of float32 2×y0_d1×W");
});

test("ConcatFromSequence: joins along an axis", () => {
  expect(inferred("ConcatFromSequence", { axis: 0 })).toBe("float32 y0_d0×l_d1×W");
});

test("ConcatFromSequence: stacks on a new axis", () => {
  expect(inferred("ConcatFromSequence", { axis: -1, new_axis: 1 })).toBe("float32 2×l_d1×W×y0_d3");
});

test("ConcatFromSequence: an axis out of range", () => {
  expect(inferred("ConcatFromSequence", { axis: 7 })).toBe("float32 y0_d0×y0_d1×y0_d2");
});

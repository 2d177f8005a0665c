import { add, type Dim, symbol } from "../graph/dim.ts";
import { range } from "./range.ts";
import { testFamily } from "./contract/test-family.ts";

const length = symbol("seq");
const past = symbol("past");
const scalars = (dtype: string, ...data: readonly Dim[]) =>
  data.map((it) => ({ type: `${dtype} scalar`, data: [it] }));

testFamily(range, [
  [
    "Range",
    "does not reach the limit",
    { inputs: scalars("int64", 3, 9, 3), outputs: ["int64 2"], data: [[3, 6]] },
  ],
  ["Range", "downward", { inputs: scalars("int32", 10, 4, -2), outputs: ["int32 3"], data: [[10, 8, 6]] }],
  [
    "Range",
    "the wrong way is empty",
    { inputs: scalars("int64", 5, 1, 1), outputs: ["int64 0"], data: [[]] },
  ],
  ["Range", "a step of 0", { inputs: scalars("int64", 1, 5, 0), outputs: ["int64 y0_d0"] }],
  // len(numpy.arange(0, 1, 0.25, numpy.float32)) is 4.
  [
    "Range",
    "of floats",
    { inputs: scalars("float32", 0, 1, 0.25), outputs: ["float32 4"], data: [[0, 0.25, 0.5, 0.75]] },
  ],
  ["Range", "up to a symbol", { inputs: scalars("int64", 0, length, 1), outputs: ["int64 seq"] }],
  ["Range", "in steps of 2", { inputs: scalars("int64", 0, length, 2), outputs: ["int64 ceil(seq/2)"] }],
  [
    "Range",
    "between symbols",
    { inputs: scalars("int64", past, add(past, 2), 1), outputs: ["int64 2"], data: [["past", "past + 1"]] },
  ],
  [
    "Range",
    "not known",
    { inputs: ["int64 scalar", "int64 scalar", "int64 scalar"], outputs: ["int64 y0_d0"] },
  ],
]);

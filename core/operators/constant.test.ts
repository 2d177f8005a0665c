import { expect, test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { constant } from "./constant.ts";
import { callOf } from "./contract/test-call.ts";
import { testFamily } from "./contract/test-family.ts";

const value: Attribute = {
  kind: "tensor",
  value: {
    name: "",
    dtype: "float16",
    dims: [2],
    values: [1, 2],
    storage: { kind: "raw", offset: 8, length: 4 },
  },
};
const sparse: Attribute = {
  kind: "tensor",
  value: {
    name: "",
    dtype: "float32",
    dims: [100, 100],
    storedCount: 3,
    storage: { kind: "raw", offset: 0, length: 12 },
  },
};
const strings: Attribute = { kind: "strings", value: ["a", "b"] };
const floats: Attribute = { kind: "floats", value: [0.5, 1] };

testFamily(constant, [
  ["Constant", "value", { inputs: [], attributes: { value }, outputs: ["float16 2"], data: [[1, 2]] }],
  [
    "Constant",
    "sparse_value",
    { inputs: [], attributes: { sparse_value: sparse }, outputs: ["float32 100×100"] },
  ],
  [
    "Constant",
    "value_int",
    { inputs: [], attributes: { value_int: 3 }, outputs: ["int64 scalar"], data: [[3]] },
  ],
  [
    "Constant",
    "value_ints",
    { inputs: [], attributes: { value_ints: [3, 4] }, outputs: ["int64 2"], data: [[3, 4]] },
  ],
  [
    "Constant",
    "value_float",
    { inputs: [], attributes: { value_float: 3 }, outputs: ["float32 scalar"], data: [[3]] },
  ],
  [
    "Constant",
    "value_floats",
    { inputs: [], attributes: { value_floats: floats }, outputs: ["float32 2"], data: [[0.5, 1]] },
  ],
  ["Constant", "value_string", { inputs: [], attributes: { value_string: "a" }, outputs: ["string scalar"] }],
  [
    "Constant",
    "value_strings",
    { inputs: [], attributes: { value_strings: strings }, outputs: ["string 2"] },
  ],
  ["Constant", "no value at all", { inputs: [], outputs: [undefined] }],
]);

test("Constant: is the stored tensor", () => {
  expect(constant.constant?.(callOf(constant, { inputs: [], attributes: { value } }))).toBe(value.value);
  expect(
    constant.constant?.(callOf(constant, { inputs: [], attributes: { value_strings: strings } }))?.strings,
  ).toEqual(["a", "b"]);
});

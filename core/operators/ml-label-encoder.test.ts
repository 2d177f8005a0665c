import { test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { checkOperator } from "./contract/test-call.ts";
import { mlLabelEncoder } from "./ml-label-encoder.ts";

const strings: Attribute = { kind: "strings", value: ["a", "b"] };
const table: Attribute = {
  kind: "tensor",
  value: { name: "", dtype: "int16", dims: [2], storage: { kind: "literal" } },
};

test.each<[string, string, Record<string, Attribute>, string]>([
  ["strings to integers", "string n", { values_int64s: { kind: "ints", value: [1, 2] } }, "int64 n"],
  ["integers to floats", "int64 n", { values_floats: { kind: "floats", value: [1, 2] } }, "float32 n"],
  ["floats to strings", "float32 2x3", { values_strings: strings }, "string 2×3"],
  ["values in a tensor", "string n", { values_tensor: table }, "int16 n"],
  ["opset 1, classes to numbers", "string n", { classes_strings: strings }, "int64 n"],
  ["opset 1, numbers to classes", "int64 n", { classes_strings: strings }, "string n"],
  ["no table", "int64 n", {}, "unknown type n"],
])("LabelEncoder: %s", (_, x, attributes, output) => {
  checkOperator(mlLabelEncoder, { inputs: [x], attributes, outputs: [output] });
});

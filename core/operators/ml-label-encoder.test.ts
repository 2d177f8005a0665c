import { test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { checkOperator } from "./contract/test-call.ts";
import { mlLabelEncoder } from "./ml-label-encoder.ts";

const strings: Attribute = { kind: "strings", value: ["a", "b"] };
const table: Attribute = {
  kind: "tensor",
  value: { name: "", dtype: "int16", dims: [2], storage: { kind: "literal" } },
};

test.each<[string, string, Record<string, Attribute>, number, string]>([
  ["strings to integers", "string n", { values_int64s: { kind: "ints", value: [1, 2] } }, 2, "int64 n"],
  ["integers to floats", "int64 n", { values_floats: { kind: "floats", value: [1, 2] } }, 2, "float32 n"],
  ["floats to strings", "float32 2x3", { values_strings: strings }, 4, "string 2×3"],
  ["values in a tensor", "string n", { values_tensor: table }, 4, "int16 n"],
  ["classes, opset 1", "string n", { classes_strings: strings }, 1, "int64 n"],
  ["classes backward, opset 1", "int64 n", { classes_strings: strings }, 1, "string n"],
  ["no table", "int64 n", {}, 2, "unknown type n"],
])("LabelEncoder: %s", (_, x, attributes, opset, output) => {
  checkOperator(mlLabelEncoder, { inputs: [x], attributes, opset, outputs: [output] });
});

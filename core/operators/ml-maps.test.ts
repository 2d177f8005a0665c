import { expect, test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { type Operator } from "./contract/operator.ts";
import { checkOperator } from "./contract/test-call.ts";
import { mlMaps } from "./ml-maps.ts";

function entry(type: string): Operator {
  const found = mlMaps.find((it) => it.type === type);
  expect(found).toBeDefined();
  return found as Operator;
}

const words: Attribute = { kind: "strings", value: ["a", "c", "b", "z"] };

test.each<[string, Record<string, number | string | Attribute>, string]>([
  ["CastMap", { map_form: "SPARSE", max_map: 9 }, "float32 1×9"],
  ["CastMap", { cast_to: "TO_INT64" }, "int64 1×y0_d1"],
  ["DictVectorizer", { string_vocabulary: words }, "unknown type 1×4"],
  ["ZipMap", { classlabels_strings: words }, "sequence of map from string to float32 scalar"],
  [
    "ZipMap",
    { classlabels_int64s: { kind: "ints", value: [0, 1] } },
    "sequence of map from int64 to float32 scalar",
  ],
])("%s %j", (type, attributes, output) => {
  checkOperator(entry(type), { inputs: ["float32 ?"], attributes, outputs: [output] });
});

test("FeatureVectorizer: columns side by side", () => {
  const inputs = ["float32 nx2", "float32 nx3"];
  checkOperator(entry("FeatureVectorizer"), {
    inputs,
    attributes: { inputdimensions: [2, 3] },
    outputs: ["float32 n×5"],
  });
  checkOperator(entry("FeatureVectorizer"), { inputs, outputs: ["float32 n×y0_d1"] });
});

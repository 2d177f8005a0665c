import { type Attribute } from "../graph/model.ts";
import { strings } from "./strings.ts";
import { testFamily } from "./contract/test-family.ts";

const stopwords: Attribute = { kind: "strings", value: ["the"] };

testFamily(strings, [
  ["StringConcat", "broadcasts", { inputs: ["string 2x1", "string N"], outputs: ["string 2×N"] }],
  ["StringNormalizer", "without stop words", { inputs: ["string 1x4"], outputs: ["string 1×4"] }],
  [
    "StringNormalizer",
    "stop words shorten",
    { inputs: ["string 1x4"], attributes: { stopwords }, outputs: ["string 1×y0_d1"] },
  ],
  ["StringSplit", "adds an axis", { inputs: ["string 2x3"], outputs: ["string 2×3×y0_d2", "int64 2×3"] }],
  ["StringSplit", "no strings, no parts", { inputs: ["string 0"], outputs: ["string 0×0", "int64 0"] }],
  ["RegexFullMatch", "gives truth values", { inputs: ["string N"], outputs: ["bool N"] }],
  [
    "TfIdfVectorizer",
    "one column for each n-gram",
    { inputs: ["int64 Nx12"], attributes: { ngram_indexes: [0, 4, 2] }, outputs: ["float32 N×5"] },
  ],
  ["TfIdfVectorizer", "of a scalar", { inputs: ["int64 scalar"], outputs: ["float32 unknown shape"] }],
]);

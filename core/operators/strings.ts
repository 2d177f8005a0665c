import { tensor } from "../graph/value-type.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { broadcastShape, inputShapes } from "./contract/elementwise.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { sameShapeAs } from "./contract/same-type.ts";

/** Operators on text. Strings have no fixed size, so their memory is not counted. */
export const strings: readonly Operator[] = [
  {
    type: "StringConcat",
    doc: "Joins two tensors of strings, element by element.",
    infer: (call) => [tensor("string", broadcastShape(call, inputShapes(call)))],
  },
  {
    type: "StringNormalizer",
    doc: "Removes stop words and changes upper and lower case.",
    infer: (call) => [tensor("string", normalizedShape(call))],
  },
  {
    type: "StringSplit",
    doc: "Splits each string at a delimiter into a new last axis.",
    infer(call) {
      const x = call.shape(0);
      // Without strings there are no parts either; otherwise as many as the string with the most parts has.
      const parts = x && (volume(x) === 0 ? 0 : call.fresh(0, x.length));
      return [tensor("string", parts === undefined ? undefined : [...(x ?? []), parts]), tensor("int64", x)];
    },
  },
  {
    type: "RegexFullMatch",
    doc: "True where a whole string matches a regular expression.",
    infer: (call) => sameShapeAs(call, "bool"),
  },
  {
    type: "TfIdfVectorizer",
    doc: "Counts known n-grams of tokens, weighted by how telling they are.",
    infer: (call) => [tensor("float32", vectorShape(call))],
  },
];

/** Stop words shorten the last axis by as many as occur. */
function normalizedShape(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!call.strings("stopwords")?.length) return x;
  return x?.map((size, axis) => (axis === x.length - 1 ? call.fresh(0, axis) : size));
}

/** [C] → [n-grams], [N, C] → [N, n-grams]. */
function vectorShape(call: Call): Shape | undefined {
  const x = call.shape(0);
  const indexes = call.ints("ngram_indexes");
  if (!x || x.length === 0) return undefined;
  const size = indexes?.reduce((largest, it) => Math.max(largest, it + 1), 0);
  return [...x.slice(0, -1), sizeOrFresh(call, size, x.length - 1)];
}

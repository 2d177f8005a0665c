import { type DataType } from "../graph/data-type.ts";
import { dtypeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { featureRows } from "./contract/feature-rows.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** ai.onnx.ml operators between maps and tensors. */
export const mlMaps: readonly Operator[] = [
  {
    type: "CastMap",
    domain: "ai.onnx.ml",
    doc: "The values of a map as a tensor, in the order of their keys.",

    infer(call) {
      const length = call.string("map_form", "DENSE") === "SPARSE" ? call.int("max_map", 1) : undefined;
      return [tensor(castType(call), [1, sizeOrFresh(call, length, 1)])];
    },
  },
  {
    type: "DictVectorizer",
    domain: "ai.onnx.ml",
    doc: "The values of a map as a vector, one place for each word of a vocabulary.",

    infer(call) {
      const x = call.type(0);
      const words = call.strings("string_vocabulary") ?? call.ints("int64_vocabulary");
      const dtype = x?.kind === "map" ? dtypeOf(x.value) : undefined;
      return [tensor(dtype, [1, sizeOrFresh(call, words?.length, 1)])];
    },
  },
  {
    type: "ZipMap",
    domain: "ai.onnx.ml",
    doc: "A map from class to score for each row.",

    infer(call) {
      const key = call.strings("classlabels_strings")?.length ? "string" : "int64";
      return [{ kind: "sequence", element: { kind: "map", key, value: tensor("float32", []) } }];
    },
  },
  {
    type: "FeatureVectorizer",
    domain: "ai.onnx.ml",
    doc: "Puts features from several inputs into one row.",

    infer(call) {
      const total = call.ints("inputdimensions")?.reduce((sum, it) => sum + it, 0);
      return [tensor("float32", [featureRows(call), sizeOrFresh(call, total, 1)])];
    },
  },
];

function castType(call: Call): DataType {
  const to = call.string("cast_to", "TO_FLOAT");
  if (to === "TO_STRING") return "string";
  return to === "TO_INT64" ? "int64" : "float32";
}

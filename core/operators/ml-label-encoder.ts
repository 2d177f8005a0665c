import { type DataType } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** A table from keys to values. Opset 1 maps between strings and their numbers, in either direction. */
export const mlLabelEncoder: Operator = {
  type: "LabelEncoder",
  domain: "ai.onnx.ml",
  doc: "Looks each label up in a table.",
  infer: (call) => [tensor(valueType(call), call.shape(0))],
};

function valueType(call: Call): DataType | undefined {
  if (call.tensor("values_tensor")) return call.tensor("values_tensor")?.dtype;
  if (call.strings("values_strings")) return "string";
  if (call.attribute("values_int64s")) return "int64";
  if (call.attribute("values_floats")) return "float32";
  if (!call.strings("classes_strings")) return undefined;
  return call.dtype(0) === "string" ? "int64" : "string";
}

import { type DataType, dataTypeFromCode, dataTypeFromOnnxText } from "../../graph/data-type.ts";
import { type Call } from "./call.ts";

/** The element type that an attribute names by its TensorProto code; undefined when absent, 0 or not known. */
export function dataTypeAttribute(call: Call, name: string): DataType | undefined {
  const code = call.int(name);
  if (code !== undefined) return dataTypeFromCode(code);
  // Before opset 6 it was the name of the TensorProto constant.
  const text = call.string(name);
  return text === undefined ? undefined : dataTypeFromOnnxText(text.toLowerCase());
}

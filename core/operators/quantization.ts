import { type DataType } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { dataTypeAttribute } from "./contract/data-type-attribute.ts";
import { type Operator } from "./contract/operator.ts";
import { sameShapeAs } from "./contract/same-type.ts";

function quantizedType(call: Call): DataType | undefined {
  return call.has(2) ? call.dtype(2) : (dataTypeAttribute(call, "output_dtype") ?? "uint8");
}

function dequantizedType(call: Call): DataType | undefined {
  const stated = dataTypeAttribute(call, "output_dtype") ?? call.dtype(1);
  // Before opset 19 there was no other type than float32.
  return stated ?? (call.opset < 19 ? "float32" : undefined);
}

/** Between real numbers and small integers (or float8): x, scale, zero point → y of the shape of x. */
export const quantization: readonly Operator[] = [
  {
    type: "QuantizeLinear",
    doc: "Turns real numbers into small integers: x / scale + zero point.",
    roles: ["data", "buffer", "buffer"],
    infer: (call) => sameShapeAs(call, quantizedType(call)),
  },
  {
    type: "DequantizeLinear",
    doc: "Turns small integers back into real numbers: (x - zero point) scale.",
    roles: ["data", "buffer", "buffer"],
    infer: (call) => sameShapeAs(call, dequantizedType(call)),
  },
  {
    type: "DynamicQuantizeLinear",
    doc: "Quantizes x to uint8 with a scale and zero point computed from x.",
    infer: (call) => [tensor("uint8", call.shape(0)), tensor("float32", []), tensor("uint8", [])],
  },
];

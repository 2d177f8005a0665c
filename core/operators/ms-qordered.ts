import { dataTypeFromCode } from "../graph/data-type.ts";
import { type Operator } from "./contract/operator.ts";
import { sameShapeAs, sameType } from "./contract/same-type.ts";

const domain = "com.microsoft";

/** Quantized operators whose values lie in a vendor's memory order. */
export const msQordered: readonly Operator[] = [
  {
    type: "QuantizeWithOrder",
    domain,
    doc: "Rounds values to 8 bits and puts them into a vendor's memory order.",
    roles: ["data", "buffer"],
    infer: (call) => sameShapeAs(call, "int8"),
  },
  {
    type: "DequantizeWithOrder",
    domain,
    doc: "Turns 8-bit values in a vendor's memory order back into floats.",
    roles: ["data", "buffer"],
    infer: (call) => sameShapeAs(call, dataTypeFromCode(call.int("to", 1))),
  },
  {
    type: "QOrderedGelu",
    domain,
    doc: "GELU of quantized values in a vendor's memory order.",
    roles: ["data", "buffer", "buffer"],
    infer: sameType,
  },
  {
    // x, scale_X, scale, bias, scale_Y.
    type: "QOrderedLayerNormalization",
    domain,
    doc: "Layer norm of quantized values in a vendor's memory order.",
    roles: ["data", "buffer", "weight", "weight", "buffer"],
    infer: sameType,
  },
];

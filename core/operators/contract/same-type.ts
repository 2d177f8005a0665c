import { type DataType } from "../../graph/data-type.ts";
import { tensor } from "../../graph/value-type.ts";
import { type Call } from "./call.ts";
import { type OutputTypes } from "./operator.ts";

/** One output of the shape of input 0, and of its element type. */
export function sameType(call: Call): OutputTypes {
  return [tensor(call.dtype(0), call.shape(0))];
}

/** One output of the shape of input 0 with another element type. */
export function sameShapeAs(call: Call, dtype: DataType | undefined): OutputTypes {
  return [tensor(dtype, call.shape(0))];
}

import { type DataType } from "../graph/data-type.ts";
import { type Constant } from "../graph/model.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** → the tensor that an attribute holds: `value`, `sparse_value` or one of the short forms. */
export const constant: Operator = {
  type: "Constant",
  doc: "A tensor stored in the node.",

  infer(call) {
    const it = stored(call);
    return [it ? tensor(it.dtype, it.dims) : undefined];
  },
  constant: stored,
  fold(call) {
    const it = stored(call);
    return it?.values && [it.values];
  },
};

function stored(call: Call): Constant | undefined {
  return call.tensor("value") ?? call.tensor("sparse_value") ?? numeric(call) ?? text(call);
}

function numeric(call: Call): Constant | undefined {
  const int = call.int("value_int");
  if (int !== undefined) return literal("int64", [], [int]);
  const float = call.float("value_float");
  if (float !== undefined) return literal("float32", [], [float]);
  const ints = call.ints("value_ints");
  if (ints) return literal("int64", [ints.length], ints);
  const floats = call.floats("value_floats");
  return floats && literal("float32", [floats.length], floats);
}

function text(call: Call): Constant | undefined {
  const one = call.string("value_string");
  const strings = one === undefined ? call.strings("value_strings") : [one];
  const dims = one === undefined ? [strings?.length ?? 0] : [];
  return strings && { name: "", dtype: "string", dims, strings, storage: { kind: "literal" } };
}

function literal(dtype: DataType, dims: readonly number[], values: readonly number[]): Constant {
  return { name: "", dtype, dims, values, storage: { kind: "literal" } };
}

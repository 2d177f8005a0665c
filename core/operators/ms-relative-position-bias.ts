import { type Dim, isKnown } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { filled, headCount, headSizeOf } from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

const domain = "com.microsoft";

/** Biases that attention adds to its scores, by the distance of query and key. */
export const msRelativePositionBias: readonly Operator[] = [
  {
    // bias_table [buckets, heads], query_length, key_length.
    type: "RelativePositionBias",
    domain,
    doc: "Learned bias for each distance of query and key, one for each head.",
    roles: ["weight", "setting", "setting"],
    infer(call) {
      const sizes = [1, call.shape(0)?.[1], lengthOf(call, 1), lengthOf(call, 2)];
      return [
        tensor(
          call.dtype(0),
          filled(sizes, (axis) => call.fresh(0, axis)),
        ),
      ];
    },
  },
  {
    // query_layer, query_bias, rel_pos [1, heads, S, S], weight [D, gates], bias, eco_a, token_offset.
    type: "GatedRelativePositionBias",
    domain,
    doc: "Relative position bias scaled by gates computed from the query.",
    roles: ["data", "weight", "data", "weight", "weight", "weight", "data"],
    howCounted: "The gates' matrix product; scaling counts 0.",
    infer(call) {
      const sizes = [call.shape(6)?.[0] ?? batchOf(call), headCount(call, "num_heads"), ...lengths(call)];
      return [
        tensor(
          call.dtype(0),
          filled(sizes, (axis) => call.fresh(0, axis)),
        ),
      ];
    },
    multiplyAdds(call) {
      const query = call.shape(0);
      const heads = headCount(call, "num_heads");
      const size = headSizeOf(query?.at(-1), heads);
      return productOf([...(query?.slice(0, -1) ?? [undefined]), heads, size, call.shape(3)?.[1]]);
    },
  },
];

function lengthOf(call: Call, input: number): Dim | undefined {
  const length = call.data(input)?.[0];
  return isKnown(length) && length < 0 ? undefined : length;
}

/** Packed queries [tokens, hidden] do not tell their batch; token_offset does. */
function batchOf(call: Call): Dim | undefined {
  return call.shape(0)?.length === 3 ? call.shape(0)?.[0] : undefined;
}

function lengths(call: Call): readonly (Dim | undefined)[] {
  const length = call.shape(2)?.[2] ?? (call.shape(0)?.length === 3 ? call.shape(0)?.[1] : undefined);
  return [length, call.shape(2)?.[3] ?? length];
}

import { add } from "../graph/dim.ts";
import { sameShape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { aten } from "./contract/aten.ts";
import { attentionHowCounted } from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

/** Query […, heads, L, E], key […, heads or fewer, S, E], value […, S, Ev], mask → […, heads, L, Ev]. */
export const atenAttention: readonly Operator[] = [
  ["scaled_dot_product_attention", "softmax(Q·Kᵀ/√E + mask)·V for each head."],
  ["flex_attention", "Attention whose scores and mask a function of the user's computes."],
].map(([type = "", doc = ""]) => ({
  type,
  domain: aten,
  doc,
  howCounted: attentionHowCounted,
  infer: attentionTypes,

  multiplyAdds(call, [y]) {
    const rows = shapeOf(y)?.slice(0, -1);
    const [headSize, keys, valueSize] = [call.shape(0)?.at(-1), call.shape(1)?.at(-2), call.shape(2)?.at(-1)];
    if (!rows || headSize === undefined || valueSize === undefined) return undefined;
    return productOf([volume(rows), keys, add(headSize, valueSize)]);
  },
}));

/** Each head of the query gives as many rows as it has; with axes that broadcast the trace tells. */
function attentionTypes(call: Call): OutputTypes {
  const [query, key, value] = [call.shape(0), call.shape(1), call.shape(2)];
  const valueSize = value?.at(-1);
  if (!query || !key || query.length < 2 || query.length !== key.length || valueSize === undefined) return [];
  if (!sameShape(query.slice(0, -3), key.slice(0, -3))) return [];
  const queryHeads = query.at(-3) ?? 1;
  if (query.length > 2 && queryHeads === 1 && key.at(-3) !== 1) return [];
  return [tensor(call.dtype(0), [...query.slice(0, -1), valueSize])];
}

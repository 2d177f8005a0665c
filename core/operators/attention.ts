import { type Dim, multiply } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import {
  appended,
  attentionHowCounted,
  attentionMultiplyAdds,
  type AttentionSizes,
  filled,
  headCount,
  headSizeOf,
} from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/**
 * Q [B, Hq, Sq, D], K [B, Hkv, Skv, D], V [B, Hkv, Skv, Dv], or all three as [B, S, H·D] with the attributes
 * q_num_heads and kv_num_heads; attn_mask, past_key, past_value, nonpad_kv_seqlen.
 */
export const attention: Operator = {
  type: "Attention",
  doc: "Scaled dot-product attention, with an optional cache of keys and values.",
  howCounted: attentionHowCounted,

  infer(call) {
    const sizes = sizesOf(call);
    const { batch, heads, queries, keys, headSize, valueSize } = sizes;
    const of = (output: number, it: readonly (Dim | undefined)[]): Shape =>
      filled(it, (axis) => call.fresh(output, axis));
    const result = outputShape(call, sizes);
    return [
      tensor(call.dtype(0), result),
      tensor(call.dtype(4) ?? call.dtype(1), of(1, [batch, sizes.keyHeads, keys, headSize])),
      tensor(call.dtype(5) ?? call.dtype(2), of(2, [batch, sizes.keyHeads, keys, valueSize])),
      tensor(call.dtype(0), of(3, [batch, heads, queries, keys])),
    ];
  },

  multiplyAdds: (call) => attentionMultiplyAdds(sizesOf(call)),
};

interface Sizes extends AttentionSizes {
  readonly keyHeads: Dim | undefined;
}

function outputShape(call: Call, { batch, heads, queries, valueSize }: Sizes): Shape | undefined {
  const fresh = (axis: number) => call.fresh(0, axis);
  const rank = (call.shape(0) ?? call.shape(1) ?? call.shape(2))?.length;
  if (rank === 4) return filled([batch, heads, queries, valueSize], fresh);
  if (rank !== 3) return undefined;
  const hidden = valueSize === undefined || heads === undefined ? undefined : multiply(heads, valueSize);
  return filled([batch, queries, hidden], fresh);
}

function sizesOf(call: Call): Sizes {
  const [q, k, v] = [0, 1, 2].map((i) => operand(call, i));
  const past = call.shape(4)?.[2] ?? call.shape(5)?.[2];
  const added = k?.length ?? v?.length;
  return {
    batch: q?.batch ?? k?.batch ?? v?.batch,
    heads: q?.heads,
    keyHeads: k?.heads ?? v?.heads ?? call.shape(4)?.[1],
    queries: q?.length,
    keys: call.has(4) ? appended(past, added) : added,
    headSize: q?.size ?? k?.size,
    valueSize: v?.size,
  };
}

interface Operand {
  readonly batch: Dim | undefined;
  readonly heads: Dim | undefined;
  readonly length: Dim | undefined;
  readonly size: Dim | undefined;
}

function operand(call: Call, input: number): Operand | undefined {
  const shape = call.shape(input);
  const stated = headCount(call, input === 0 ? "q_num_heads" : "kv_num_heads");
  if (shape?.length === 4) return { batch: shape[0], heads: shape[1], length: shape[2], size: shape[3] };
  if (shape?.length !== 3) return undefined;
  return { batch: shape[0], heads: stated, length: shape[1], size: headSizeOf(shape[2], stated) };
}

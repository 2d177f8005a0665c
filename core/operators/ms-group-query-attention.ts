import { type Dim, floorDivide, isKnown, multiply } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import {
  attentionHowCounted,
  attentionMultiplyAdds,
  type AttentionSizes,
  cacheLength,
  filled,
  headCount,
} from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";

const domain = "com.microsoft";

/** Attention in which several query heads share one head of keys and values. */
export const msGroupQueryAttention: readonly Operator[] = [
  {
    // query, key, value, past_key, past_value, seqlens_k, total_sequence_length, cos_cache, sin_cache, position_ids,
    // attention_bias, head_sink, k_scale, v_scale, q_norm_weight, k_norm_weight.
    type: "GroupQueryAttention",
    domain,
    doc: "Attention whose query heads share heads of keys and values, with a cache.",
    roles: [
      ...([
        "data",
        "data",
        "data",
        "data",
        "data",
        "setting",
        "setting",
        "buffer",
        "buffer",
        "data",
      ] as const),
      ...(["data", "weight", "buffer", "buffer", "weight", "weight"] as const),
    ],
    howCounted: `${attentionHowCounted} A window does not reduce it.`,
    infer: (call) => types(call, 6),
    multiplyAdds: (call) => attentionMultiplyAdds(sizesOf(call, 6)),
  },
  {
    // query, key, value, past_key, past_value, block rows, block columns, total_sequence_length, key lengths, cos, sin.
    type: "SparseAttention",
    domain,
    doc: "Attention over the blocks of keys that a mask names, with a cache.",
    roles: [
      ...(["data", "data", "data", "data", "data", "setting", "setting", "setting", "setting"] as const),
      ...(["buffer", "buffer"] as const),
    ],
    howCounted: "As if dense, over all cached keys: an upper bound.",
    infer: (call) => types(call, 7),
    multiplyAdds: (call) => attentionMultiplyAdds(sizesOf(call, 7)),
  },
  {
    // query [tokens, …], key, value, key_cache, value_cache, cumulative lengths, past lengths, block_table, cos, sin.
    type: "PagedAttention",
    domain,
    doc: "Attention over keys and values kept in pages.",
    roles: [
      ...(["data", "data", "data", "data", "data", "setting", "setting", "setting"] as const),
      ...(["buffer", "buffer"] as const),
    ],
    howCounted: "Not known: how many keys each token meets is in the input.",
    infer: pagedTypes,
    multiplyAdds: () => undefined,
  },
];

/** The same three outputs for all forms; `total` is the position of total_sequence_length. */
function types(call: Call, total: number): OutputTypes {
  const { batch, heads, queries, keys, headSize } = sizesOf(call, total);
  const hidden = heads === undefined || headSize === undefined ? undefined : multiply(heads, headSize);
  const fresh = (output: number) => (axis: number) => call.fresh(output, axis);
  const past = call.shape(3);
  const length = cacheLength(past?.[2], totalOf(call, total), newKeys(call));
  const cache = (output: number) => {
    const sizes = [batch, headCount(call, "kv_num_heads") ?? past?.[1], length, past?.[3] ?? headSize];
    return tensor(call.dtype(2 + output) ?? call.dtype(0), filled(sizes, fresh(output)));
  };
  return [
    tensor(call.dtype(0), filled([batch, queries, hidden], fresh(0))),
    cache(1),
    cache(2),
    tensor(call.dtype(0), filled([batch, heads, queries, keys], fresh(3))),
  ];
}

function sizesOf(call: Call, total: number): AttentionSizes {
  const q = call.shape(0);
  const heads = headCount(call, "num_heads");
  const headSize = headSizeIn(call, q, heads);
  const keys = totalOf(call, total) ?? cacheLength(call.shape(3)?.[2], undefined, newKeys(call));
  return { batch: q?.[0], heads, queries: q?.[1], keys, headSize, valueSize: headSize };
}

/** Query is [B, S, Hq·D], or holds keys and values too when no key is given. */
function headSizeIn(call: Call, q: Shape | undefined, heads: number | undefined): Dim | undefined {
  const hidden = q?.at(-1);
  if (hidden === undefined || heads === undefined) return undefined;
  const packed = call.has(1) ? heads : heads + 2 * (headCount(call, "kv_num_heads") ?? heads);
  return floorDivide(hidden, packed);
}

function newKeys(call: Call): Dim | undefined {
  return call.has(1) ? call.shape(1)?.[1] : call.shape(0)?.[1];
}

/** Keys in all, where the graph computes the number from shapes or states it. */
function totalOf(call: Call, total: number): Dim | undefined {
  const value = call.data(total)?.[0];
  return isKnown(value) && value < 0 ? undefined : value;
}

function pagedTypes(call: Call): OutputTypes {
  const q = call.shape(0);
  const heads = headCount(call, "num_heads");
  const size = call.int("v_head_size") ?? headSizeIn(call, q, heads);
  const hidden = heads === undefined || size === undefined ? undefined : multiply(heads, size);
  return [
    tensor(
      call.dtype(0),
      filled([q?.[0], hidden], (axis) => call.fresh(0, axis)),
    ),
    tensor(call.dtype(3), call.shape(3)),
    tensor(call.dtype(4), call.shape(4)),
  ];
}

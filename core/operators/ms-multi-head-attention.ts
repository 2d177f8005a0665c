import { type Dim, floorDivide, isKnown, multiply } from "../graph/dim.ts";
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
import { type Operator, type OutputTypes, type Role } from "./contract/operator.ts";

const domain = "com.microsoft";

interface Row {
  readonly type: string;
  readonly doc: string;
  readonly roles: readonly Role[];
  /** Position of past_key; past_value follows it. */
  readonly past: number;
}

const rows: readonly Row[] = [
  {
    // query, key, value, bias, key_padding_mask, attention_bias, past_key, past_value, …
    type: "MultiHeadAttention",
    doc: "Multi-head attention of projected queries, keys and values.",
    roles: ["data", "data", "data", "weight"],
    past: 6,
  },
  {
    // query, key, value, mask_index, attention_bias, past_key, past_value, …, bias at 10.
    type: "DecoderMaskedMultiHeadAttention",
    doc: "Attention of one new token over cached keys and values.",
    roles: [...Array.from({ length: 10 }, () => "data" as const), "weight"],
    past: 5,
  },
];

/** Attention whose projections are nodes of their own. */
export const msMultiHeadAttention: readonly Operator[] = [
  ...rows.map(({ type, doc, roles, past }): Operator => ({
    type,
    domain,
    doc,
    roles,
    howCounted: attentionHowCounted,
    infer: (call) => types(call, past),
    multiplyAdds: (call) => attentionMultiplyAdds(sizesOf(call, past)),
  })),
  {
    // query [tokens, hidden] or [tokens, heads, 3, D], key, value, bias, token_offset [B, S], …
    type: "PackedMultiHeadAttention",
    domain,
    doc: "Multi-head attention over sequences that are packed without padding.",
    roles: ["data", "data", "data", "weight"],
    howCounted: "Every token against as many keys as the longest sequence may have.",
    infer(call) {
      const { queries, heads, valueSize } = packedSizes(call);
      const hidden = heads === undefined || valueSize === undefined ? undefined : multiply(heads, valueSize);
      return [
        tensor(
          call.dtype(0),
          filled([queries, hidden], (axis) => call.fresh(0, axis)),
        ),
      ];
    },
    multiplyAdds: (call) => attentionMultiplyAdds(packedSizes(call)),
  },
];

function types(call: Call, past: number): OutputTypes {
  const { batch, heads, queries, keys, headSize, valueSize } = sizesOf(call, past);
  const hidden = heads === undefined || valueSize === undefined ? undefined : multiply(heads, valueSize);
  const of = (output: number, sizes: readonly (Dim | undefined)[]) =>
    tensor(
      call.dtype(0),
      filled(sizes, (axis) => call.fresh(output, axis)),
    );
  const isShared = call.int("past_present_share_buffer", 0) !== 0 || isCrossCache(call);
  const cache = (output: number, size: Dim | undefined) => {
    const kept = isShared ? call.type(past + output - 1) : undefined;
    return kept ?? of(output, [batch, heads, keys, size]);
  };
  return [
    of(0, [batch, queries, hidden]),
    cache(1, headSize),
    cache(2, valueSize),
    of(3, [batch, heads, queries, keys]),
  ];
}

/** Keys that come as [B, heads, L, D] are the finished cache of a cross-attention. */
function isCrossCache(call: Call): boolean {
  return call.shape(1)?.length === 4;
}

function sizesOf(call: Call, past: number): AttentionSizes {
  const q = call.shape(0);
  const heads = headCount(call, "num_heads") ?? q?.[2];
  const key = call.shape(1);
  const headSize = queryHeadSize(call, heads);
  const cached = call.shape(past)?.[2];
  const added = isCrossCache(call) ? key?.[2] : call.has(1) ? key?.[1] : q?.[1];
  const hasCache = call.has(past) && !isCrossCache(call);
  const isShared = call.int("past_present_share_buffer", 0) !== 0;
  return {
    batch: q?.[0],
    heads,
    queries: q?.[1],
    keys: !hasCache ? added : isShared ? cached : appended(cached, added),
    headSize,
    valueSize: valueSize(call, heads) ?? headSize,
  };
}

/** Query is [B, S, H·D], or packed as [B, S, H, 3, D], or (without a key) [B, S, 3·H·D]. */
function queryHeadSize(call: Call, heads: Dim | undefined): Dim | undefined {
  const q = call.shape(0);
  if (q?.length === 5) return q[4];
  if (q?.length !== 3) return undefined;
  const hidden = q[2];
  if (call.has(1) || hidden === undefined) return headSizeOf(hidden, heads);
  return headSizeOf(floorDivide(hidden, 3), heads);
}

function valueSize(call: Call, heads: Dim | undefined): Dim | undefined {
  const value = call.shape(2);
  if (value?.length === 4) return value[3];
  return value?.length === 3 ? headSizeOf(value[2], heads) : undefined;
}

function packedSizes(call: Call): AttentionSizes {
  const q = call.shape(0);
  const heads = headCount(call, "num_heads") ?? q?.[1];
  const headSize = q?.length === 4 ? q[3] : headSizeOf(q?.[1], heads);
  const value = call.shape(2);
  const longest = call.shape(4)?.[1];
  return {
    batch: 1,
    heads,
    queries: q?.[0],
    keys: isKnown(longest) && longest < 0 ? undefined : longest,
    headSize,
    valueSize: value?.length === 2 ? headSizeOf(value[1], heads) : headSize,
  };
}

import { type Dim, floorDivide } from "../graph/dim.ts";
import { type DataType } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import {
  appended,
  attentionHowCounted,
  attentionMultiplyAdds,
  filled,
  headCount,
  headSizeOf,
} from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes, type Role } from "./contract/operator.ts";
import { productOf, sumOf } from "./contract/product.ts";

const domain = "com.microsoft";
const howCounted = `Projections to Q, K and V, and ${attentionHowCounted}`;

interface Row {
  readonly type: string;
  readonly doc: string;
  readonly roles: readonly Role[];
  /** Position of the cache [2, B, heads, past, D]. */
  readonly past: number;
  readonly dtype: (call: Call) => DataType | undefined;
}

const merged: readonly Role[] = ["data", "weight", "weight"];

const rows: readonly Row[] = [
  {
    // input, weights, bias, mask_index, past, attention_bias, past_sequence_length.
    type: "Attention",
    doc: "Multi-head self-attention with its Q, K and V projections.",
    roles: merged,
    past: 4,
    dtype: (call) => call.dtype(0),
  },
  {
    type: "DecoderMaskedSelfAttention",
    doc: "Self-attention of one new token over a cache, with its projections.",
    roles: merged,
    past: 4,
    dtype: (call) => call.dtype(0),
  },
  {
    // input, weight, bias, two scales, mask_index, two zero points, past.
    type: "QAttention",
    doc: "Multi-head self-attention over quantized values, with its projections.",
    roles: ["data", "weight", "weight", "buffer", "buffer", "data", "buffer", "buffer", "data"],
    past: 8,
    dtype: (call) => call.dtype(3) ?? call.dtype(2),
  },
];

/** Attention that brings its merged projection: input [B, S, In], weights [In, Q + K + V]. */
export const msAttention: readonly Operator[] = [
  ...rows.map(({ type, doc, roles, past, dtype }): Operator => ({
    type,
    domain,
    doc,
    roles,
    howCounted,
    infer: (call) => types(call, past, dtype(call)),
    multiplyAdds(call) {
      const { batch, length, query, value, heads } = sizesOf(call);
      const attended = attentionMultiplyAdds({
        batch,
        heads,
        queries: length,
        keys: totalLength(call, past, length),
        headSize: headSizeOf(query, heads),
        valueSize: headSizeOf(value, heads),
      });
      return sumOf([projected(call), attended]);
    },
  })),
  {
    // input [tokens, In], weights, bias, token_offset [B, S], cumulative_sequence_length, attention_bias.
    type: "PackedAttention",
    domain,
    doc: "Self-attention over sequences that are packed without padding.",
    roles: merged,
    howCounted: "Projections, and every token against as many keys as the longest sequence may have.",
    infer(call) {
      const { value } = sizesOf(call);
      return [
        tensor(
          call.dtype(0),
          filled([call.shape(0)?.[0], value], (axis) => call.fresh(0, axis)),
        ),
      ];
    },
    multiplyAdds(call) {
      const { query, value, heads } = sizesOf(call);
      const sizes = { batch: 1, heads, queries: call.shape(0)?.[0], keys: call.shape(3)?.[1] };
      const headSize = headSizeOf(query, heads);
      const attended = attentionMultiplyAdds({ ...sizes, headSize, valueSize: headSizeOf(value, heads) });
      return sumOf([projected(call), attended]);
    },
  },
  {
    // input, weight, bias, mask, global_weight, global_bias, global.
    type: "LongformerAttention",
    domain,
    doc: "Self-attention within a window, with a few tokens that see everything.",
    roles: ["data", "weight", "weight", "data", "weight", "weight", "data"],
    howCounted: "Not known: how many tokens see everything is in the input.",
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
    multiplyAdds: () => undefined,
  },
  {
    // query [S, B, H], key, q_weight, kv_weight, bias, key_padding_mask, two caches, four flags.
    type: "DecoderAttention",
    domain,
    doc: "Self- or cross-attention of a decoder, with its projections.",
    roles: ["data", "data", "weight", "weight", "weight"],
    howCounted: "Not known: whether the cache is used is in the input.",
    infer: decoderTypes,
    multiplyAdds: () => undefined,
  },
];

interface Sizes {
  readonly batch: Dim | undefined;
  readonly length: Dim | undefined;
  /** Widths of the projections; the key's is the query's. */
  readonly query: Dim | undefined;
  readonly value: Dim | undefined;
  readonly heads: number | undefined;
}

function sizesOf(call: Call): Sizes {
  const [batch, length] = call.shape(0) ?? [];
  const stated = call.ints("qkv_hidden_sizes") ?? [];
  const [query, , value] = stated.every((it) => it > 0) ? stated : [];
  const all = call.shape(1)?.[1] ?? call.shape(2)?.[0];
  const third = all === undefined ? undefined : floorDivide(all, 3);
  return { batch, length, query: query ?? third, value: value ?? third, heads: headCount(call, "num_heads") };
}

function types(call: Call, past: number, dtype: DataType | undefined): OutputTypes {
  const { batch, length, query, value, heads } = sizesOf(call);
  const output = filled([batch, length, value], (axis) => call.fresh(0, axis));
  const isShared = call.int("past_present_share_buffer", 0) !== 0;
  const cache = call.shape(past);
  const total = totalLength(call, past, length);
  const grown = filled([2, batch, heads, total, headSizeOf(query, heads)], (axis) => call.fresh(1, axis));
  return [tensor(dtype, output), tensor(dtype, isShared && cache ? cache : grown)];
}

function totalLength(call: Call, past: number, length: Dim | undefined): Dim | undefined {
  if (!call.has(past)) return length;
  const cached = call.shape(past)?.[3];
  // A shared buffer has room for the new tokens already.
  return call.int("past_present_share_buffer", 0) !== 0 ? cached : appended(cached, length);
}

/** Every row of the input meets the whole merged weight. */
function projected(call: Call): Dim | undefined {
  const columns = call.shape(1)?.[1];
  return productOf([...(call.shape(0) ?? [undefined]), columns]);
}

function decoderTypes(call: Call): OutputTypes {
  const [length, batch, hidden] = call.shape(0) ?? [];
  const heads = headCount(call, "num_heads");
  const output = filled([length, batch, hidden], (axis) => call.fresh(0, axis));
  const cache = (output: number) =>
    filled([batch, heads, undefined, headSizeOf(hidden, heads)], (axis) => call.fresh(output, axis));
  const dtype = call.dtype(0);
  return [tensor(dtype, output), tensor(dtype, cache(1)), tensor(dtype, cache(2))];
}

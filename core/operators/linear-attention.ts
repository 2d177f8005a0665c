import { add, type Dim, isKnown, maximum, multiply } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { filled, headCount, headSizeOf } from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

const domains = [{}, { domain: "com.microsoft" }];

/** query [B, T, Hq·Dk], key [B, T, Hkv·Dk], value [B, T, Hkv·Dv], past_state [B, Hkv, Dk, Dv], decay, beta. */
export const linearAttention: readonly Operator[] = domains.map((domain) => ({
  type: "LinearAttention",
  ...domain,
  doc: "Attention as a recurrence over a state of fixed size.",
  howCounted: "By the recurrence: per token and head, state update, read-out and (delta rules) retrieval.",

  infer(call) {
    const { batch, length, keyHeads, heads, keySize, valueSize } = sizesOf(call);
    const output = filled([batch, length, productOf([heads, valueSize])], (axis) => call.fresh(0, axis));
    const window = call.int("state_window", 0);
    const state = [...(window > 0 ? [window] : []), batch, keyHeads, keySize, valueSize];
    return [
      tensor(call.dtype(0), output),
      tensor(call.dtype(3) ?? call.dtype(0), call.shape(3) ?? filled(state, (axis) => call.fresh(1, axis))),
    ];
  },

  multiplyAdds(call) {
    const { batch, length, keyHeads, heads, keySize, valueSize } = sizesOf(call);
    if (keyHeads === undefined || heads === undefined) return undefined;
    const updates = call.string("update_rule", "gated_delta").endsWith("delta") ? 2 : 1;
    return productOf([batch, length, add(multiply(keyHeads, updates), heads), keySize, valueSize]);
  },
}));

interface Sizes {
  readonly batch: Dim | undefined;
  readonly length: Dim | undefined;
  readonly keyHeads: Dim | undefined;
  /** Heads of the output: those of the query, or of the key where it has more. */
  readonly heads: Dim | undefined;
  readonly keySize: Dim | undefined;
  readonly valueSize: Dim | undefined;
}

function sizesOf(call: Call): Sizes {
  const query = call.shape(0);
  const value = call.shape(2);
  const queryHeads = headCount(call, "q_num_heads");
  const keyHeads = headCount(call, "kv_num_heads");
  return {
    batch: query?.[0],
    length: query?.[1],
    keyHeads,
    heads: isKnown(queryHeads) && isKnown(keyHeads) ? maximum(queryHeads, keyHeads) : undefined,
    keySize: headSizeOf(query?.[2], queryHeads),
    valueSize: headSizeOf(value?.[2], keyHeads),
  };
}

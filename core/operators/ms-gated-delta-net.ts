import { add, type Dim, isKnown, maximum, multiply } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { filled } from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

/** query [tokens, Hq, Dk], key, value [tokens, Hv, Dv], cu_seqlens, decay, beta, initial_state [B, Hv, Dv, Dk], … */
export const msGatedDeltaNet: Operator = {
  type: "GatedDeltaNet",
  domain: "com.microsoft",
  doc: "Gated delta rule: attention as a recurrence over a state of fixed size.",
  roles: [
    ...(["data", "data", "data", "setting", "data", "data", "data"] as const),
    ...(["weight", "weight"] as const),
  ],
  howCounted: "By the recurrence: per token and head, state update, read-out and (delta rules) retrieval.",

  infer(call) {
    const { leading, heads, valueHeads, valueSize, keySize } = sizesOf(call);
    const output = leading && filled([...leading, heads, valueSize], (axis) => call.fresh(0, axis));
    const state = filled([undefined, valueHeads, valueSize, keySize], (axis) => call.fresh(1, axis));
    return [
      tensor(call.dtype(0), output),
      tensor(call.dtype(6) ?? "float32", call.shape(6) ?? state),
      tensor("float32", undefined),
    ];
  },

  multiplyAdds(call) {
    const { leading, heads, valueHeads, valueSize, keySize } = sizesOf(call);
    if (!leading || heads === undefined || valueHeads === undefined) return undefined;
    const updates = call.string("update_rule", "gated_delta").endsWith("delta") ? 2 : 1;
    return productOf([...leading, add(multiply(valueHeads, updates), heads), valueSize, keySize]);
  },
};

interface Sizes {
  /** Tokens, or batch and length. */
  readonly leading: readonly Dim[] | undefined;
  /** Heads of the output. */
  readonly heads: Dim | undefined;
  readonly valueHeads: Dim | undefined;
  readonly valueSize: Dim | undefined;
  readonly keySize: Dim | undefined;
}

/** Without key and value the query holds all three, and the state tells the heads. */
function sizesOf(call: Call): Sizes {
  const query = call.shape(0);
  const value = call.shape(2);
  const [, stateHeads, stateValue, stateKey] = call.shape(6) ?? [];
  const isPacked = !call.has(1);
  const queryHeads = isPacked ? stateHeads : query?.at(-2);
  const valueHeads = value?.at(-2) ?? stateHeads;
  const areKnown = isKnown(queryHeads) && isKnown(valueHeads);
  return {
    leading: isPacked ? query?.slice(0, -1) : query?.slice(0, -2),
    heads: areKnown ? maximum(queryHeads, valueHeads) : valueHeads,
    valueHeads,
    valueSize: value?.at(-1) ?? stateValue,
    keySize: stateKey ?? (isPacked ? undefined : query?.at(-1)),
  };
}

import { tensor } from "../graph/value-type.ts";
import {
  attentionHowCounted,
  attentionMultiplyAdds,
  type AttentionSizes,
  filled,
} from "./contract/attention.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** Q [B, Hq, L, D], K [B, Hkv, S, D], V [B, Hkv, S, Dv] → [B, Hq, L, Dv]; subgraphs change scores and weights. */
export const flexAttention: Operator = {
  type: "FlexAttention",
  domain: "ai.onnx.preview",
  doc: "Attention whose scores and weights are changed by small graphs of its own.",
  // The subgraphs are not visited as bodies: they run inside the kernel, on values that never reach memory.
  howCounted: `${attentionHowCounted} The graphs that change the scores count 0.`,

  infer(call) {
    const { batch, heads, queries, valueSize } = sizesOf(call);
    const output = filled([batch, heads, queries, valueSize], (axis) => call.fresh(0, axis));
    return [tensor(call.dtype(0), output)];
  },

  multiplyAdds: (call) => attentionMultiplyAdds(sizesOf(call)),
};

function sizesOf(call: Call): AttentionSizes {
  const [q, k, v] = [0, 1, 2].map((i) => call.shape(i));
  return {
    batch: q?.[0] ?? k?.[0] ?? v?.[0],
    heads: q?.[1],
    queries: q?.[2],
    keys: k?.[2] ?? v?.[2],
    headSize: q?.[3] ?? k?.[3],
    valueSize: v?.[3],
  };
}

import { bytesText, shareText } from "../graph/quantities.ts";
import { attentionScores } from "../diagnostics/matrix-products.ts";
import { byteLength } from "../graph/data-type.ts";
import { dtypeOf } from "../graph/value-type.ts";
import { type Rule } from "./contract/rule.ts";

/** Where the scores are less than this share of the peak, halving them gains little. */
const leastShare = 0.2;
const leastTokens = 256;

export const attentionQuadraticMemory: Rule = {
  id: "attention-quadratic-memory",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "The scores of an attention over many tokens are held in memory.",
  why: "They grow with the square of the number of tokens: twice the image side is 16 times the scores. Runtimes without a fused attention kernel write and read them several times.",
  fix: "Attend within windows, reduce keys and values (as PVT and SegFormer do), or use a lower resolution; on runtimes that have one, export the fused attention operator.",
  sources: [
    "Survey, sections 3.2 and 7.2",
    "Dao et al., FlashAttention (2022): memory access of standard attention",
  ],
  bad: {
    model: `attention (float[1, 8, 1024, 64] q, float[1, 8, 64, 1024] k, float[1, 8, 1024, 64] v) => (float[1, 8, 1024, 64] y) {
  s = MatMul (q, k)
  p = Softmax (s)
  y = MatMul (p, v)
}`,
  },
  good: {
    model: `windows (float[64, 8, 49, 64] q, float[64, 8, 64, 49] k, float[64, 8, 49, 64] v) => (float[64, 8, 49, 64] y) {
  s = MatMul (q, k)
  p = Softmax (s)
  y = MatMul (p, v)
}`,
  },

  *check({ analysis }) {
    const peak = analysis.peak.bytes;
    for (const node of analysis.nodes) {
      const scores = node.isFolded ? undefined : attentionScores(node);
      const bytes = scores && byteLength(dtypeOf(node.outputs[0]?.type), scores.elements);
      if (!scores || bytes === undefined || Math.min(scores.queries, scores.keys) < leastTokens) continue;
      if (peak !== undefined && bytes < leastShare * peak) continue;
      const { queries, keys } = scores;
      const share = peak ? `, ${shareText(bytes, peak)} of the peak` : "";
      yield {
        message: `Attention scores of ${queries}×${keys} tokens take ${bytesText(bytes)}${share}, and grow with the square of the tokens.`,
        node,
        weight: bytes,
      };
    }
  },
};

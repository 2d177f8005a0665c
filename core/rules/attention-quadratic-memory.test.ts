import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { attentionQuadraticMemory } from "./attention-quadratic-memory.ts";

test("its examples", () => {
  expectExamples(attentionQuadraticMemory);
});

test("8 heads of 1024×1024 float32 are 32 MiB", () => {
  expect(findings(attentionQuadraticMemory, attentionQuadraticMemory.bad)[0]?.message).toContain("32.0");
});

test("a classifier's softmax is none", () => {
  const model = "g (float[1, 1000] x) => (float[1, 1000] y) { y = Softmax (x) }";
  expect(findings(attentionQuadraticMemory, { model })).toEqual([]);
});

test("a fused attention has the same scores", () => {
  const model = `g (float[1, 8, 1024, 64] q, float[1, 8, 1024, 64] k, float[1, 8, 1024, 64] v) => (float[1, 8, 1024, 64] y) {
  y = Attention (q, k, v)
}`;
  const [found] = findings(attentionQuadraticMemory, {
    model: `<ir_version: 10, opset_import: ["" : 23]>\n${model}`,
  });
  expect(found?.message).toContain("32.0");
});

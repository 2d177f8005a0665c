import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { fragmentedBlock } from "./fragmented-block.ts";

test("its examples", () => {
  expectExamples(fragmentedBlock);
});

test("GoogLeNet's first block is found once", () => {
  const found = findings(fragmentedBlock, fragmentedBlock.bad);
  expect(found).toHaveLength(1);
  // 192·16·28·28.
  expect(found[0]?.message).toContain("2.41");
});

test("queries, keys and values of an attention are no branches", () => {
  const model = `g (float[1, 64, 256] x, float[256, 256] w = ["location": "w.bin"]) => (float[1, 64, 256] a, float[1, 64, 256] b, float[1, 64, 256] c, float[1, 64, 256] d) {
  a = MatMul (x, w)
  b = MatMul (x, w)
  c = MatMul (x, w)
  d = MatMul (x, w)
}`;
  expect(findings(fragmentedBlock, { model })).toEqual([]);
});

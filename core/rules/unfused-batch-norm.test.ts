import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { unfusedBatchNorm } from "./unfused-batch-norm.ts";

test("its examples", () => {
  expectExamples(unfusedBatchNorm);
});

test("a convolution whose output is also read elsewhere cannot take it in", () => {
  const [head, body] = unfusedBatchNorm.good.model.split("  y = ") as [string, string];
  const model = `${head.replace("=> (float", "=> (float[1, 64, 56, 56] z, float")}  z = Relu (a)\n  y = ${body}`;
  const [found] = findings(unfusedBatchNorm, { model });
  // 64·56·56 float32 read and written, and 256 values of its own.
  expect(found?.message).toContain("1.53");
});

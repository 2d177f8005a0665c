import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { redundantTranspose } from "./redundant-transpose.ts";

test("its examples", () => {
  expectExamples(redundantTranspose);
});

test("the message has what both move: four times 64·56·56 float32", () => {
  expect(findings(redundantTranspose, redundantTranspose.bad)[0]?.message).toContain("3.06");
});

test("transposed values that somebody else reads are needed", () => {
  const model = `g (float[1, 64, 56, 56] x) => (float[1, 64, 56, 56] y, float[1, 56, 56, 64] z) {
  a = Transpose <perm = [0, 2, 3, 1]> (x)
  y = Transpose <perm = [0, 3, 1, 2]> (a)
  z = Softmax (a)
}`;
  expect(findings(redundantTranspose, { model })).toEqual([]);
});

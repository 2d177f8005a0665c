import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { evenKernel } from "./even-kernel.ts";

test("its examples", () => {
  expectExamples(evenKernel);
});

test("patches of a vision transformer (16×16 at stride 16) are fine", () => {
  const model = `g (float[1, 3, 224, 224] x, float[768, 3, 16, 16] w = ["location": "w.bin"]) => (float[1, 768, 14, 14] y) {
  y = Conv <strides = [16, 16]> (x, w)
}`;
  expect(findings(evenKernel, { model })).toEqual([]);
});

test("the fix keeps the size of the map", () => {
  const [found] = findings(evenKernel, evenKernel.bad);
  expect(found?.fix?.edits.map((it) => (it.kind === "argument" ? [it.name, it.value] : []))).toEqual([
    ["kernel_size", 3],
    ["padding", 1],
  ]);
});

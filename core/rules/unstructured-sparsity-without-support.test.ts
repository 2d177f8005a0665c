import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { unstructuredSparsityWithoutSupport } from "./unstructured-sparsity-without-support.ts";

test("its examples", () => {
  expectExamples(unstructuredSparsityWithoutSupport);
});

test("Ampere can compute 2:4 patterns", () => {
  const { bad } = unstructuredSparsityWithoutSupport;
  expect(findings(unstructuredSparsityWithoutSupport, { ...bad, device: "jetson-orin-nano-8gb" })).toEqual(
    [],
  );
});

test("3 of 32 values are left: 91% are zeros", () => {
  const [found] = findings(unstructuredSparsityWithoutSupport, unstructuredSparsityWithoutSupport.bad);
  expect(found?.message).toContain("91%");
});

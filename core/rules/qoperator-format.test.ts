import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { qoperatorFormat } from "./qoperator-format.ts";

test("its examples", () => {
  expectExamples(qoperatorFormat);
});

test("ONNX Runtime has them", () => {
  expect(findings(qoperatorFormat, { ...qoperatorFormat.bad, device: "raspberry-pi-4" })).toEqual([]);
});

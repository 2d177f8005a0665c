import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { reverseSequence } from "./reverse-sequence.ts";

test("ReverseSequence: the shape stays", () => {
  checkOperator(reverseSequence, { inputs: ["float32 seqx4x8", "int64 4"], outputs: ["float32 seq×4×8"] });
});

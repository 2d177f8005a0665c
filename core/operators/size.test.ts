import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { size } from "./size.ts";

test("Size: the product of the sizes", () => {
  checkOperator(size, { inputs: ["float32 2xnx4"], outputs: ["int64 scalar"], data: [["8*n"]] });
  checkOperator(size, { inputs: ["float32 scalar"], outputs: ["int64 scalar"], data: [[1]] });
  checkOperator(size, { inputs: ["float32 ?"], outputs: ["int64 scalar"], data: [undefined] });
});

import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { msCompiled } from "./ms-compiled.ts";

test.each(msCompiled)("$type: nothing is known of what it computes", (operator) => {
  const call = callOf(operator, { inputs: ["float32 1x3x224x224"] });
  expect(operator.infer(call)).toEqual([]);
  expect(operator.multiplyAdds?.(call, [])).toBeUndefined();
});

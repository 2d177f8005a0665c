import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { testFamily } from "./contract/test-family.ts";
import { identity } from "./identity.ts";

testFamily(identity, [
  [
    "Identity",
    "passes values on",
    { inputs: [{ type: "int64 2", data: [1, 2] }], outputs: ["int64 2"], data: [[1, 2]] },
  ],
  ["Identity", "nothing known", { inputs: [undefined], outputs: [undefined] }],
]);

test("Identity: passes a sequence on", () => {
  const call = callOf(identity, { inputs: ["float32 1"] });
  const sequence = { kind: "sequence" } as const;
  expect(identity.infer(Object.create(call, { type: { value: () => sequence } }) as typeof call)).toEqual([
    sequence,
  ]);
});

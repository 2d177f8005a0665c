import { expect, test } from "vitest";
import { testAtenFamily } from "./contract/test-aten.ts";
import { callOf } from "./contract/test-call.ts";
import { testRows } from "./contract/test-rows.ts";
import { atenLinear } from "./aten-linear.ts";

testAtenFamily(atenLinear, [
  [
    "linear",
    {
      inputs: ["float32 1x49x96", "float32 288x96", "float32 288"],
      outputs: ["float32 1x49x288"],
      multiplyAdds: 1354752,
      memoryAccess: 46752,
    },
  ],
]);

testRows(atenLinear, {
  "any leading axes": {
    inputs: ["float32 2x49x96", "float32 288x96", "float32 288"],
    outputs: ["float32 2×49×288"],
    multiplyAdds: 2 * 49 * 96 * 288,
  },
  "one vector": { inputs: ["float32 96", "float32 10x96"], outputs: ["float32 10"], multiplyAdds: 960 },
  "a weight that is not known": { inputs: ["float32 2x96", undefined], outputs: [] },
});

test("a weight that does not fit is reported", () => {
  const messages: string[] = [];
  const call = callOf(atenLinear, { inputs: ["float32 1x512", "float32 10x1024"] });
  atenLinear.infer(Object.assign(call, { report: (it: string) => void messages.push(it) }));
  expect(messages).toEqual(["rows of 512 do not fit a weight of 1024 columns"]);
});

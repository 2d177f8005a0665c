import { expect, test } from "vitest";
import { type Dim } from "../graph/dim.ts";
import { NodeCall } from "../metrics/node-call.ts";
import { callOf } from "./contract/test-call.ts";
import { msMember, testRows } from "./contract/test-rows.ts";
import { msGeneration } from "./ms-generation.ts";

const ids = "int32 2x8";
const length = { type: "int32 1", data: [50] };
const greedy = msMember(msGeneration, "GreedySearch");

testRows(greedy, {
  "as long as it may get": { inputs: [ids, length], outputs: ["int32 2×50"] },
  "length known only when it runs": { inputs: [ids, "int32 1"], outputs: ["int32 2×y0_d1"] },
});

testRows(msMember(msGeneration, "BeamSearch"), {
  "several sequences each": {
    inputs: [ids, length, undefined, { type: "int32 1", data: [4] }, { type: "int32 1", data: [3] }],
    outputs: ["int32 2×3×50", "float32 2×3"],
  },
});

test("the decoder runs an unknown number of times, the encoder once", () => {
  const runs: [string, Dim | undefined][] = [];
  const { node } = callOf(greedy, { inputs: [ids, length] });
  const call = new NodeCall(node, 1, [], {
    body: (_, name, __, executions) => {
      runs.push([name, executions]);
      return [];
    },
    report: () => undefined,
  });
  greedy.infer(call);
  expect(runs).toEqual([
    ["encoder", 1],
    ["init_decoder", 1],
    ["decoder", undefined],
  ]);
  expect(greedy.multiplyAdds?.(call, [])).toBeUndefined();
});

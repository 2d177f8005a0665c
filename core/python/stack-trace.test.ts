import { expect, test } from "vitest";
import { type Node } from "../graph/model.ts";
import { stackTraceOf } from "./stack-trace.ts";

const node: Node = {
  name: "",
  opType: "Conv",
  domain: "",
  inputs: [],
  outputs: ["y"],
  attributes: new Map(),
};

// As torch 2.6 writes it into metadata_props.
test("a traceback of torch.onnx.export, innermost call first", () => {
  const trace = `File "/models/net.py", line 40, in forward
    x = self.layer1(x)
  File "/models/net.py", line 21, in forward
    out = F.relu(self.bn1(self.conv1(x)))
`;
  const metadata = new Map([["pkg.torch.onnx.stack_trace", trace]]);
  expect(stackTraceOf({ ...node, metadata })).toEqual([
    { file: "/models/net.py", line: 21 },
    { file: "/models/net.py", line: 40 },
  ]);
});

test("the doc string of the older exporter", () => {
  const doc =
    "/models/net.py(21): forward\n/usr/lib/torch/nn/modules/module.py(1501): _slow_forward\nC:\\nets\\net.py(3): <module>\n";
  expect(stackTraceOf({ ...node, doc }).map(({ line }) => line)).toEqual([21, 1501, 3]);
});

test("nothing of either", () => {
  expect(stackTraceOf(node)).toEqual([]);
  expect(stackTraceOf({ ...node, doc: "Adds (2) numbers." })).toEqual([]);
});

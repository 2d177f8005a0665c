import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import { type Bytes, bytesField, modelProto, varintField } from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

test("a file of nothing but empty nodes is cut off, and it is said", () => {
  const nodes = new Uint8Array(600_000).map((_, i) => (i % 2 === 0 ? 0x0a : 0));
  const head = [...varintField(1, 10), ...bytesField(8, varintField(2, 21)), (7 << 3) | 2, 0xc0, 0xcf, 0x24];
  const bytes = new Uint8Array(head.length + nodes.length);
  bytes.set(head);
  bytes.set(nodes, head.length);
  const { value, problems } = readOnnx(byteSource(bytes));
  expect(value.graph.nodes).toHaveLength(110_000);
  expect(value.isPartial).toBe(true);
  const limit = problems.find((it) => it.code === "limit");
  expect(limit).toMatchObject({
    message: "There are more than 110000 nodes; 190000 of 300000 are left out, and totals are lower bounds.",
    offset: head.length + 2 * 110_000 + 1,
  });
});

test("names of one node without end are left out, and it is said how many", () => {
  const inputs = Array<Bytes>(400_007).fill(bytesField(1, "x")).flat();
  const { value, problems } = readOnnx(byteSource(new Uint8Array(modelProto(bytesField(1, inputs)))));
  expect(value.graph.nodes[0]?.inputs).toHaveLength(400_000);
  expect(value.isPartial).toBe(true);
  expect(problems.map((it) => it.message)).toEqual([
    "There are more than 400000 inputs and outputs of nodes; 7 of 400007 are left out, and totals are lower bounds.",
  ]);
});

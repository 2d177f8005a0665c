import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import { bytesField, varintField } from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

test("a file of nothing but empty nodes is cut off, and it is said", () => {
  const nodes = new Uint8Array(600_000).map((_, i) => (i % 2 === 0 ? 0x0a : 0));
  const head = [...varintField(1, 10), ...bytesField(8, varintField(2, 21)), (7 << 3) | 2, 0xc0, 0xcf, 0x24];
  const bytes = new Uint8Array(head.length + nodes.length);
  bytes.set(head);
  bytes.set(nodes, head.length);
  const { value, problems } = readOnnx(byteSource(bytes));
  expect(value.graph.nodes).toHaveLength(200_000);
  const limit = problems.find((it) => it.code === "limit");
  expect(limit).toMatchObject({
    message: "There are more than 200000 nodes; the rest is left out.",
    offset: head.length + 2 * 200_000 + 1,
  });
});

import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import { bytesField, modelProto, valueProto } from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

test("what an exporter writes beside a value is kept: key and value", () => {
  const entry = bytesField(4, bytesField(1, "kind"), bytesField(2, "BUFFER"));
  const bytes = modelProto(bytesField(13, [...valueProto("mask", 1, [2]), ...entry]));
  const { graph } = readOnnx(byteSource(new Uint8Array(bytes))).value;
  expect([...(graph.values.get("mask")?.metadata ?? [])]).toEqual([["kind", "BUFFER"]]);
});

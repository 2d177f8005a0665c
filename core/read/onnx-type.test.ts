import { expect, test } from "vitest";
import { shapeText } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { byteSource } from "./byte-source.ts";
import { bytesField, modelProto, valueProto } from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

test("what an exporter writes beside a value is kept: key and value", () => {
  const entry = bytesField(4, bytesField(1, "kind"), bytesField(2, "BUFFER"));
  const bytes = modelProto(bytesField(13, [...valueProto("mask", 1, [2]), ...entry]));
  const { graph } = readOnnx(byteSource(new Uint8Array(bytes))).value;
  expect([...(graph.values.get("mask")?.metadata ?? [])]).toEqual([["kind", "BUFFER"]]);
});

test("a size beyond 2^53 is not known, and it is said", () => {
  // 2^62 as a varint of nine bytes.
  const size = bytesField(1, [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]);
  const type = bytesField(1, [0x08, 1], bytesField(2, size, bytesField(1, [0x08, 4])));
  const bytes = modelProto(bytesField(11, bytesField(1, "x"), bytesField(2, type)));
  const { value, problems } = readOnnx(byteSource(new Uint8Array(bytes)));
  expect(shapeText(shapeOf(value.graph.inputs[0]?.type))).toBe("x_d0×4");
  expect(problems.map((it) => it.message)).toEqual([
    'Axis 0 of "x" has size 4611686018427387904; it is taken as not known.',
  ]);
});

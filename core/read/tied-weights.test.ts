import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import {
  type Bytes,
  bytesField,
  floats,
  modelProto,
  nodeProto,
  tensorProto,
} from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

const [rows, columns] = [40, 16];

/** Values without a pattern, the same in every run (a linear congruential generator). */
function noise(seed: number): number[] {
  let state = seed;
  return Array.from({ length: rows * columns }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

const turned = (values: readonly number[]) =>
  Array.from({ length: columns * rows }, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
const int8 = (values: readonly number[]): Bytes => [
  ...new Uint8Array(Int8Array.from(values, (it) => Math.round(it * 127)).buffer),
];

/** What the reader says of the weights of `MatMul(Gather(tok, ids), head)`. */
function transposeOf(table: Bytes, tableCode: number, head: Bytes, headCode = 1): string | undefined {
  const bytes = modelProto(
    bytesField(1, nodeProto("Gather", ["tok", "ids"], "h")),
    bytesField(1, nodeProto("MatMul", ["h", "head"], "y")),
    bytesField(5, tensorProto("tok", tableCode, [rows, columns], bytesField(9, table))),
    bytesField(5, tensorProto("head", headCode, [columns, rows], bytesField(9, head))),
  );
  const { value } = readOnnx(byteSource(new Uint8Array(bytes)));
  return value.graph.constants.get("head")?.transposeOf;
}

test("an embedding table and its transposed copy are the same weights, also when either is quantized", () => {
  const table = noise(1);
  expect(transposeOf(floats(...table), 1, floats(...turned(table)))).toBe("tok");
  expect(transposeOf(int8(table), 3, floats(...turned(table)))).toBe("tok");
  expect(transposeOf(floats(...table), 1, int8(turned(table)), 3)).toBe("tok");
});

test("other weights of the same shape are not, nor zeros, nor data that is cut off", () => {
  const table = noise(1);
  expect(transposeOf(floats(...table), 1, floats(...noise(2)))).toBeUndefined();
  expect(transposeOf(floats(...table.map(() => 0)), 1, floats(...table.map(() => 0)))).toBeUndefined();
  expect(transposeOf(floats(...table), 1, floats(...turned(table).slice(0, 99)))).toBeUndefined();
});

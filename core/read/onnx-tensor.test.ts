import { expect, test } from "vitest";
import { type Constant } from "../graph/model.ts";
import { type Parsed } from "../graph/problem.ts";
import { byteSource } from "./byte-source.ts";
import {
  type Bytes,
  bytesField,
  floats,
  int64s,
  modelProto,
  tensorProto,
  varint,
  varintField,
} from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

function readTensor(tensor: Bytes, field = 5): Parsed<Constant | undefined> {
  const { value, problems } = readOnnx(byteSource(new Uint8Array(modelProto(bytesField(field, tensor)))));
  return { value: [...value.graph.constants.values()][0], problems };
}

const raw = (...bytes: readonly number[]) => bytesField(9, bytes);
const packed = (field: number, ...values: readonly number[]) => bytesField(field, ...values.map(varint));

// Bit patterns from IEEE 754 and the ONNX packing rule: the first element lies in the lowest bits.
test.each([
  ["float32", 1, [2], raw(...floats(1.5, -2)), [1.5, -2]],
  ["float64", 11, [1], raw(0, 0, 0, 0, 0, 0, 0xf8, 0x3f), [1.5]],
  ["float16", 10, [4], raw(0, 0x3e, 0, 0xc0, 0, 0x7c, 1, 0), [1.5, -2, Infinity, 2 ** -24]],
  ["bfloat16", 16, [2], raw(0xc0, 0x3f, 0, 0xc0), [1.5, -2]],
  ["int64", 7, [2], raw(...int64s(-1, 2n ** 40n)), [-1, 2 ** 40]],
  ["uint64", 13, [1], raw(255, 255, 255, 255, 255, 255, 255, 255), [2 ** 64]],
  ["int32", 6, [1], raw(254, 255, 255, 255), [-2]],
  ["uint16", 4, [1], raw(255, 255), [65_535]],
  ["int8", 3, [2], raw(255, 127), [-1, 127]],
  ["bool", 9, [3], raw(0, 1, 2), [0, 1, 1]],
  ["uint4, odd", 21, [3], raw(0x21, 0x0f), [1, 2, 15]],
  ["int4", 22, [2], raw(0x8f), [-1, -8]],
  ["uint2", 25, [4], raw(0b11100100), [0, 1, 2, 3]],
  ["int2", 26, [4], raw(0b11100100), [0, 1, -2, -1]],
  ["float_data", 1, [2], bytesField(4, floats(3, 4)), [3, 4]],
  ["double_data", 11, [1], bytesField(10, [0, 0, 0, 0, 0, 0, 0xf8, 0x3f]), [1.5]],
  ["int64_data", 7, [3], packed(7, 1, -1, 300), [1, -1, 300]],
  ["int64_data, not packed", 7, [2], [...varintField(7, 5), ...varintField(7, 6)], [5, 6]],
  ["int32_data of int8", 3, [2], packed(5, -3, 3), [-3, 3]],
  ["int32_data of float16", 10, [1], packed(5, 0x3e00), [1.5]],
  ["int32_data of int4", 22, [3], packed(5, 0x8f, 0x07), [-1, -8, 7]],
  ["uint64_data of uint32", 12, [1], packed(11, 4_000_000_000), [4_000_000_000]],
  ["a scalar", 7, [], raw(...int64s(9)), [9]],
  ["no elements", 7, [0], [], []],
])("values of %s", (...row) => {
  const [, code, dims, data, expected] = row;
  const { value, problems } = readTensor(tensorProto("w", code, dims, data));
  expect(problems).toEqual([]);
  expect(value?.values).toEqual(expected);
});

test("where the bytes lie is recorded, and large contents are not decoded", () => {
  const content = Array<number>(65 * 4).fill(0);
  const bytes = new Uint8Array(modelProto(bytesField(5, tensorProto("w", 1, [65], raw(...content)))));
  const { value, problems } = readOnnx(byteSource(bytes));
  expect(problems).toEqual([]);
  expect(value.graph.constants.get("w")).toEqual({
    name: "w",
    dtype: "float32",
    dims: [65],
    storage: { kind: "raw", offset: bytes.length - content.length, length: content.length },
  });
});

test("1024 integers and 64 floats are decoded, one more is not", () => {
  const ints = (count: number) => tensorProto("w", 7, [count], packed(7, ...Array<number>(count).fill(3)));
  const reals = (count: number) =>
    tensorProto("w", 1, [count], bytesField(4, floats(...Array<number>(count).fill(3))));
  expect(readTensor(ints(1024)).value?.values).toHaveLength(1024);
  expect(readTensor(ints(1025))).toMatchObject({
    problems: [],
    value: { storage: { kind: "typed", length: 1025 } },
  });
  expect(readTensor(ints(1025)).value?.values).toBeUndefined();
  expect(readTensor(reals(64)).value?.values).toHaveLength(64);
  expect(readTensor(reals(65)).value?.values).toBeUndefined();
});

test("data that comes before type and sizes is read all the same", () => {
  const tensor = [...raw(...int64s(4, 5)), ...tensorProto("w", 7, [2])];
  expect(readTensor(tensor).value?.values).toEqual([4, 5]);
});

test("strings", () => {
  const tensor = tensorProto("s", 8, [2], bytesField(6, "größe"), bytesField(6, ""));
  expect(readTensor(tensor)).toMatchObject({ value: { strings: ["größe", ""] }, problems: [] });
  const many = tensorProto("s", 8, [65], ...Array.from({ length: 65 }, () => bytesField(6, "a")));
  expect(readTensor(many).value?.strings).toBeUndefined();
});

test("external data: where it lies, and keys that are not allowed", () => {
  const entry = (key: string, value: string) => bytesField(13, bytesField(1, key), bytesField(2, value));
  const good = [
    entry("location", "m.data"),
    entry("offset", "4096"),
    entry("length", "8"),
    varintField(14, 1),
  ];
  expect(readTensor(tensorProto("w", 1, [2], ...good))).toEqual({
    value: {
      name: "w",
      dtype: "float32",
      dims: [2],
      storage: { kind: "external", location: "m.data", offset: 4096, length: 8 },
    },
    problems: [],
  });
  const bad = [
    entry("location", "a"),
    entry("location", "b"),
    entry("__class__", "x"),
    entry("offset", "-1"),
  ];
  const { value, problems } = readTensor(
    tensorProto("w", 1, [2], ...bad, entry("length", "4611686018427387904"), varintField(14, 1)),
  );
  expect(value?.storage).toEqual({ kind: "external", location: "a", offset: 0 });
  expect(problems.map((it) => it.code)).toEqual(Array(4).fill("external-data"));
  expect(readTensor(tensorProto("w", 1, [2], varintField(14, 1))).problems).toMatchObject([
    { code: "external-data" },
  ]);
  const short = [entry("location", "m.data"), entry("length", "7"), varintField(14, 1)];
  expect(readTensor(tensorProto("w", 1, [2], ...short)).problems[0]?.message).toContain("7 bytes");
});

test.each([
  [
    "raw data of another length",
    tensorProto("w", 1, [2, 2], raw(1, 2, 3)),
    "3 bytes of raw data, where 2×2 takes 16",
  ],
  [
    "too few typed values",
    tensorProto("w", 7, [3], packed(7, 1, 2)),
    "2 stored values, where its shape takes 3",
  ],
  ["a size below zero", tensorProto("w", 1, [-2]), "a size of -2"],
  ["sizes that multiply beyond 2^53", tensorProto("w", 1, [2 ** 40, 2 ** 40]), "more than can be counted"],
  [
    "data in a field of another type",
    tensorProto("w", 7, [1], bytesField(4, floats(1))),
    "field 4 instead of 7",
  ],
  ["raw and typed data", tensorProto("w", 7, [1], raw(...int64s(1)), packed(7, 2)), "raw and typed data"],
  ["no data", tensorProto("w", 1, [3]), "3 elements but no data"],
  ["strings as raw data", tensorProto("w", 8, [1], raw(65)), "strings as raw data"],
  ["a type that is not known", tensorProto("w", 99, [1], raw(1)), "element type 99"],
])("%s is reported, and the tensor is kept", (_, tensor, text) => {
  const { value, problems } = readTensor(tensor);
  expect(value?.name).toBe("w");
  expect(problems.map((it) => it.message).join(" ")).toContain(text);
  expect(problems[0]?.offset).toBeGreaterThan(0);
});

test("a type that is not known has no element type", () => {
  expect(readTensor(tensorProto("w", 99, [1], raw(1))).value).not.toHaveProperty("dtype");
});

test("a sparse tensor has the dense shape and the stored count", () => {
  const values = bytesField(1, tensorProto("w", 1, [2], raw(...floats(1, 2))));
  const sparse = (...indices: number[]) => [
    ...values,
    ...bytesField(2, tensorProto("", 7, [indices.length], packed(7, ...indices))),
    ...varintField(3, 4),
    ...varintField(3, 8),
  ];
  const { value, problems } = readTensor(sparse(3, 31), 15);
  expect(problems).toEqual([]);
  expect(value).toMatchObject({ name: "w", dims: [4, 8], dtype: "float32", storedCount: 2 });
  expect(value).not.toHaveProperty("values");
  expect(readTensor(sparse(3, 32), 15).problems[0]?.message).toContain("index 32 outside its shape 4×8");
  expect(readTensor(sparse(3), 15).problems[0]?.message).toContain("2 values and 1 indices");
});

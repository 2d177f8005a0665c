import { expect, test } from "vitest";
import { ProblemList } from "../graph/problem.ts";
import { byteSource } from "./byte-source.ts";
import {
  type Bytes,
  bytesField,
  floatField,
  floats,
  varint,
  varintField,
} from "./encode-proto.test-helper.ts";
import { maxDepth, type ScalarKind, WireReader } from "./protobuf.ts";

function wireOf(...parts: readonly Bytes[]): { wire: WireReader; problems: ProblemList } {
  const problems = new ProblemList();
  return { wire: new WireReader(byteSource(new Uint8Array(parts.flat())), problems), problems };
}

function numberOf(kind: ScalarKind, ...parts: readonly Bytes[]): number | undefined {
  const { wire } = wireOf(...parts);
  let found: number | undefined;
  wire.root(() => (found = wire.number(kind)));
  return found;
}

test.each([
  0,
  1,
  127,
  128,
  300,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53 - 1,
  -1,
  -128,
  -(2 ** 31),
  -(2 ** 53) + 1,
])("int64 %d", (value) => {
  expect(numberOf("int64", varintField(1, value))).toBe(value);
});

test("the ends of the 64-bit range are rounded, not wrapped", () => {
  expect(numberOf("int64", varintField(1, 2n ** 63n - 1n))).toBe(2 ** 63);
  expect(numberOf("int64", varintField(1, -(2n ** 63n)))).toBe(-(2 ** 63));
  expect(numberOf("uint64", varintField(1, 2n ** 64n - 1n))).toBe(2 ** 64);
  expect(numberOf("int32", varintField(1, -5))).toBe(-5);
});

test("varints may be longer than they need to be, up to 10 bytes", () => {
  expect(numberOf("int64", [8, 0x81, 0x80, 0x80, 0x00])).toBe(1);
  const { wire, problems } = wireOf([8, ...Array<number>(10).fill(0x80), 0], varintField(2, 7));
  const fields: number[] = [];
  wire.root((field) => fields.push(field));
  expect(fields).toEqual([1]);
  expect(problems.problems).toMatchObject([
    { code: "malformed", message: expect.stringContaining("10 bytes") as string },
  ]);
});

test("repeated numbers are read packed, one by one, and mixed", () => {
  const { wire } = wireOf(
    varintField(1, 1),
    bytesField(1, varint(2), varint(300), varint(-1)),
    varintField(1, 4),
    bytesField(2, floats(1.5, -2)),
    floatField(2, 3),
  );
  const ints: number[] = [];
  const reals: number[] = [];
  wire.root(
    (field) => void (field === 1 ? wire.numbers("int64", ints, 100) : wire.numbers("float", reals, 100)),
  );
  expect(ints).toEqual([1, 2, 300, -1, 4]);
  expect(reals).toEqual([1.5, -2, 3]);
});

test("a list stops at its limit and the next field is still found", () => {
  const { wire } = wireOf(
    bytesField(1, ...Array.from({ length: 50 }, (_, i) => varint(i))),
    bytesField(2, "after"),
  );
  const values: number[] = [];
  let text: string | undefined;
  wire.root((field) => void (field === 1 ? wire.numbers("int64", values, 3) : (text = wire.string())));
  expect(values).toEqual([0, 1, 2]);
  expect(text).toBe("after");
});

test("what is left alone is skipped, whatever its kind", () => {
  const fixed64 = [(3 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8];
  const { wire, problems } = wireOf(
    varintField(1, 99_999),
    bytesField(2, "x".repeat(200_000)),
    fixed64,
    floatField(4, 1),
    bytesField(5, "here"),
  );
  let text: string | undefined;
  wire.root((field) => {
    if (field === 5) text = wire.string();
  });
  expect(text).toBe("here");
  expect(problems.problems).toEqual([]);
});

test("skipped bytes are not read from the source", () => {
  const bytes = new Uint8Array([...bytesField(1, "a"), 18, ...varint(50_000_000)]);
  let read = 0;
  const size = bytes.length + 50_000_000 + 3;
  const source = {
    size,
    read(offset: number, length: number) {
      read += length;
      const all = new Uint8Array(length);
      for (let i = 0; i < length; i++)
        all[i] = bytes[offset + i] ?? [26, 1, 98][offset + i - (size - 3)] ?? 0;
      return all;
    },
  };
  const wire = new WireReader(source, new ProblemList());
  const texts: (string | undefined)[] = [];
  wire.root((field) => {
    if (field !== 2) texts.push(wire.string());
  });
  expect(texts).toEqual(["a", "b"]);
  expect(read).toBeLessThan(10_000);
});

test("text: ASCII, other UTF-8, bytes that are no UTF-8, and names that share a slot", () => {
  const texts = [
    "conv",
    "größe",
    "猫/語",
    "",
    "x".repeat(70_000),
    "conv",
    ...Array.from({ length: 3000 }, (_, i) => `n${i}`),
  ];
  const { wire } = wireOf(...texts.map((it) => bytesField(1, it)), bytesField(1, [0xff, 0x61]));
  const found: (string | undefined)[] = [];
  wire.root(() => found.push(wire.string()));
  expect(found).toEqual([...texts, "\ufffda"]);
});

test("a message longer than the one around it ends with it, and is reported once", () => {
  const inner = [(1 << 3) | 2, 100, ...bytesField(1, "kept")];
  const { wire, problems } = wireOf(bytesField(1, inner), bytesField(2, "next"));
  const found: (string | undefined)[] = [];
  wire.root((field) => {
    if (field === 2) found.push(wire.string());
    else wire.message(() => wire.message(() => found.push(wire.string())));
  });
  expect(found).toEqual(["kept", "next"]);
  expect(problems.problems).toMatchObject([{ code: "truncated", offset: 3 }]);
});

test.each([
  ["a group", [(2 << 3) | 3], "wire type 3"],
  ["wire type 6", [(2 << 3) | 6], "wire type 6"],
  ["wire type 7", [(2 << 3) | 7], "wire type 7"],
  ["field 0", [0, 1], "no protobuf field"],
  ["a field number beyond 2^29", varint(2 ** 35), "no protobuf field"],
])("%s stops the message, not its neighbours", (_, bytes, text) => {
  const { wire, problems } = wireOf(
    bytesField(1, varintField(1, 5), bytes, varintField(1, 6)),
    bytesField(2, "next"),
  );
  const found: unknown[] = [];
  wire.root((field) => {
    if (field === 2) found.push(wire.string());
    else wire.message(() => found.push(wire.number("int64")));
  });
  expect(found).toEqual([5, "next"]);
  expect(problems.problems).toMatchObject([
    { code: "malformed", offset: 4, message: expect.stringContaining(text) as string },
  ]);
});

test("a field of another wire type is left out with a warning", () => {
  const { wire, problems } = wireOf(varintField(1, 5), bytesField(2, "next"));
  const found: unknown[] = [];
  wire.root(() => found.push(wire.string()));
  expect(found).toEqual([undefined, "next"]);
  expect(problems.problems).toMatchObject([{ code: "malformed", severity: "warning" }]);
});

test("messages nest a hundred deep and no deeper", () => {
  let bytes: Bytes = [];
  for (let i = 0; i < maxDepth + 20; i++) bytes = bytesField(1, bytes);
  const { wire, problems } = wireOf(bytes);
  let depth = 0;
  let deepest = 0;
  const enter = (): void => {
    deepest = Math.max(deepest, ++depth);
    wire.message(enter);
    depth--;
  };
  wire.root(enter);
  expect(deepest).toBe(maxDepth + 1);
  expect(problems.problems).toMatchObject([{ code: "limit" }]);
});

test("lengths up to 2^64 do not lead out of the file", () => {
  for (const length of [2n ** 31n, 2n ** 63n, 2n ** 64n - 1n]) {
    const { wire, problems } = wireOf([(1 << 3) | 2, ...varint(length), 97, 98]);
    let text: string | undefined;
    wire.root(() => (text = wire.string()));
    expect(text).toBe("ab");
    expect(problems.problems).toMatchObject([{ code: "truncated", offset: 1 }]);
  }
});

test("a source that gives fewer bytes than it promised ends the reading", () => {
  const problems = new ProblemList();
  const bytes = new Uint8Array(bytesField(1, "abc"));
  const wire = new WireReader({ size: 100, read: (at, n) => bytes.subarray(at, at + n) }, problems);
  const found: (string | undefined)[] = [];
  wire.root(() => found.push(wire.string()));
  expect(found).toEqual(["abc"]);
  expect(problems.problems).toMatchObject([{ code: "truncated" }]);
});

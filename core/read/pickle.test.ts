import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import { utf8, bytesOf, op, uint32, uint64 } from "./encode-pickle.test-helper.ts";
import { readPickle } from "./pickle.ts";

function read(...parts: readonly (readonly number[])[]) {
  return readPickle(byteSource(bytesOf(...parts)));
}

function valueOf(...parts: readonly (readonly number[])[]) {
  const { value, problem } = read(...parts, op.stop);
  expect(problem).toBeUndefined();
  return value;
}

test("numbers of every opcode", () => {
  expect(valueOf(utf8("I-5\n"))).toBe(-5);
  expect(valueOf(utf8("I01\n"))).toBe(true);
  expect(valueOf(utf8("L123456789012345678901L\n"))).toBe(123456789012345678901n);
  expect(valueOf(utf8("F1.5\n"))).toBe(1.5);
  expect(valueOf(utf8("F-inf\n"))).toBe(-Infinity);
  expect(valueOf(op.int(-2))).toBe(-2);
  expect(valueOf([0x4d, 1, 2])).toBe(513);
  expect(valueOf([0x47, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0])).toBe(1.5);
  expect(valueOf([0x8a, 0])).toBe(0);
  expect(valueOf([0x8a, 2, 0, 0xff])).toBe(-256);
  expect(valueOf([0x8b, ...uint32(9), 0, 0, 0, 0, 0, 0, 0, 0, 1])).toBe(2n ** 64n);
});

test("texts and bytes of every opcode", () => {
  expect(valueOf(utf8("Va\\u00e9\n"))).toBe("aé");
  expect(valueOf([0x56, 0xfc, 10])).toBe("ü");
  expect(valueOf(op.text("漢"))).toBe("漢");
  expect(valueOf([0x8d, ...uint64(1), 0x61])).toBe("a");
  for (const head of [
    [0x55, 1],
    [0x43, 1],
    [0x54, 1, 0, 0, 0],
    [0x42, 1, 0, 0, 0],
    [0x8e, ...uint64(1)],
    [0x96, ...uint64(1)],
  ])
    expect(valueOf([...head, 0xff])).toMatchObject({ kind: "bytes", length: 1, text: "ÿ" });
  expect(valueOf(utf8("S'a\\x41\\n'\n"))).toMatchObject({ kind: "bytes", text: "aA\n" });
});

test("what is put into containers, and what holds itself", () => {
  expect(valueOf(op.emptyDict, op.text("__proto__"), op.byte(1), op.setItem)).toEqual({
    kind: "dict",
    entries: [["__proto__", 1]],
  });
  expect(valueOf(op.mark, op.byte(1), op.byte(2), [0x91])).toMatchObject({ kind: "set", items: [1, 2] });
  const list = valueOf(op.emptyList, op.put(0), op.get(0), op.append);
  expect(list).toMatchObject({ kind: "list" });
  expect((list as { items: unknown[] }).items[0]).toBe(list);
});

test.each([
  ["GLOBAL", [...op.global("os", "system"), ...op.text("ls"), ...op.tuple1, ...op.reduce]],
  [
    "STACK_GLOBAL",
    [
      ...op.shortText("os"),
      ...op.shortText("system"),
      ...op.stackGlobal,
      ...op.text("ls"),
      ...op.tuple1,
      ...op.reduce,
    ],
  ],
  ["INST", [...op.mark, ...op.text("ls"), ...op.inst("os", "system")]],
  ["OBJ", [...op.mark, ...op.global("os", "system"), ...op.text("ls"), ...op.obj]],
  ["NEWOBJ", [...op.global("os", "system"), ...op.text("ls"), ...op.tuple1, ...op.newObj]],
  ["NEWOBJ_EX", [...op.global("os", "system"), ...op.emptyTuple, ...op.emptyDict, ...op.newObjEx]],
  // Python 2's bytes serve as names too.
  [
    "bytes as names",
    [0x55, 2, ...utf8("os"), 0x55, 6, ...utf8("system"), ...op.stackGlobal, ...op.emptyTuple, ...op.reduce],
  ],
])("%s is a record of a call", (_, code) => {
  const { value, imports, problem } = read(code, op.stop);
  expect(problem).toBeUndefined();
  expect(imports).toMatchObject([{ module: "os", name: "system", calls: 1 }]);
  expect(value).toMatchObject({ kind: "call", callee: { kind: "global", module: "os", name: "system" } });
});

test.each([
  [
    "a computed callee",
    [...op.global("a", "b"), ...op.emptyTuple, ...op.reduce, ...op.emptyTuple, ...op.reduce],
    "calls the result of a.b",
  ],
  ["an extension", [0x82, 7], "uses code 7"],
  [
    "attributes of a class",
    [...op.global("a", "B"), ...op.emptyDict, ...op.build],
    "changes attributes of a.B",
  ],
  ["items of a list", [...op.emptyList, ...op.byte(0), ...op.byte(1), ...op.setItem], "writes into a list"],
  ["an element of a dictionary", [...op.emptyDict, ...op.byte(0), ...op.append], "writes into a dict"],
])("%s is an effect", (_, code, what) => {
  expect(read(code, op.stop).effects).toMatchObject([{ what: expect.stringContaining(what) as string }]);
});

test.each([
  ["nothing", [], "truncated"],
  ["no end", [...op.byte(1)], "truncated"],
  ["an empty stack at the end", [...op.stop], "malformed"],
  ["no such opcode", [0xff], "malformed"],
  ["protocol 200", [0x80, 200], "malformed"],
  ["a group that was not begun", [...op.tuple], "malformed"],
  ["a value below a mark", [...op.byte(1), ...op.mark, ...op.tuple1], "malformed"],
  ["a value never remembered", [...op.get(9)], "malformed"],
  ["a text of 2^63 bytes", [0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80], "truncated"],
  ["bytes of 2^64 - 1", [0x8e, ...new Array<number>(8).fill(255)], "truncated"],
  ["a frame that lies", [0x95, ...uint64(100)], "truncated"],
  ["a number of -1 bytes", [0x8b, 255, 255, 255, 255], "malformed"],
  ["a number of a gigabyte", [0x8b, ...uint32(2 ** 30)], "truncated"],
  ["a buffer from outside", [0x97], "malformed"],
  ["arguments that are no tuple", [...op.global("a", "b"), ...op.byte(1), ...op.reduce], "malformed"],
  ["an import by a number", [...op.byte(1), ...op.byte(2), ...op.stackGlobal], "malformed"],
  ["a key without a value", [...op.emptyDict, ...op.mark, ...op.byte(1), ...op.setItems], "malformed"],
  ["a number that is none", utf8("Ix\n"), "malformed"],
])("%s is a problem with its place", (_, code, expected) => {
  const { problem } = read(code);
  expect(problem).toMatchObject({ code: expected, severity: "error" });
  expect(problem?.offset).toBeLessThanOrEqual(code.length);
});

test("limits stop what would fill the memory", () => {
  const marks = read(new Array<number>(20_000).fill(0x28));
  expect(marks.problem).toMatchObject({ code: "limit" });
  const values = read(new Array<number>(200_000).fill(0x4e));
  expect(values.problem).toMatchObject({ code: "limit" });
  // Pairs of NONE and POP stay within the stack.
  const steps = read(Array.from({ length: 2_000_000 }, (_, i) => (i % 2 === 0 ? 0x4e : 0x30)));
  expect(steps.problem).toMatchObject({ code: "limit", offset: 1_000_000 });
});

test("what came before the break is kept", () => {
  const { value, problem } = read(op.emptyDict, op.mark, op.text("a"), op.byte(1), op.text("b"));
  expect(problem).toMatchObject({ code: "truncated" });
  expect(value).toMatchObject({ kind: "dict", entries: [["a", 1]] });
});

test("a million nested tuples are read without recursion", () => {
  const { value, problem } = read(op.none, new Array<number>(900_000).fill(0x85), op.stop);
  expect(problem).toBeUndefined();
  expect(value).toMatchObject({ kind: "tuple" });
});

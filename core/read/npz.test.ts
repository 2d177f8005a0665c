import { expect, test } from "vitest";
import { archiveOf } from "./archive.test-helper.ts";
import { byteSource } from "./byte-source.ts";
import { utf8, bytesOf, op } from "./encode-pickle.test-helper.ts";
import { readNpy } from "./npz.ts";
import { readArchiveCheckpoint } from "./read-checkpoint.ts";

function npy(head: string, data: readonly number[]): number[] {
  return [0x93, ...utf8("NUMPY"), 1, 0, head.length & 255, head.length >> 8, ...utf8(head), ...data];
}

const floats = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

test("arrays of an archive", () => {
  const { format, tensors, problems } = readArchiveCheckpoint(
    archiveOf({
      "a.npy": npy(floats, new Array<number>(24).fill(0)),
      "b.npy": npy("{'shape': (3,), 'fortran_order': True, 'descr': '|i1'}", [1, 2, 3]),
      "c.npy": npy("{'descr': '<i8', 'fortran_order': True, 'shape': (2, 2)}", new Array<number>(32).fill(0)),
    }),
  );
  expect(problems).toEqual([]);
  expect(format).toBe("npz");
  expect(tensors).toMatchObject([
    { name: "a", dtype: "float32", shape: [2, 3], bytes: 24, place: { container: "a.npy" } },
    { name: "b", dtype: "int8", shape: [3] },
    { name: "c", dtype: "int64", stride: [1, 2], role: "buffer" },
  ]);
  expect(tensors[1]).not.toHaveProperty("stride");
});

test("objects are a pickle, which is read as one", () => {
  const code = bytesOf(op.proto(2), op.global("os", "system"), op.text("ls"), op.tuple1, op.reduce, op.stop);
  const bytes = npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", [...code]);
  const { problems, imports } = readNpy(byteSource(Uint8Array.from(bytes)), "x");
  expect(problems[0]).toMatchObject({ code: "pickle-code-execution", severity: "error" });
  expect(problems[0]?.offset).toBe(bytes.length - code.length + 2);
  expect(imports).toMatchObject([
    { module: "os", name: "system", calls: 1, isAllowed: false, verdict: "code" },
  ]);
});

test.each([
  ["cut off in its values", npy(floats, [1, 2]), "truncated"],
  ["cut off in its head", npy(floats, []).slice(0, 20), "truncated"],
  ["of format 9", [0x93, ...utf8("NUMPY"), 9, 0, 0, 0], "unsupported"],
  ["with a head that is code", npy("__import__('os').system('ls')", []), "malformed"],
  [
    "with a size that is none",
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, x)}", []),
    "malformed",
  ],
  [
    "of more elements than can be counted",
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9007199254740991, 9)}", []),
    "malformed",
  ],
  [
    "of texts",
    npy("{'descr': '<U2', 'fortran_order': False, 'shape': (1,)}", [0, 0, 0, 0, 0, 0, 0, 0]),
    "unsupported",
  ],
  ["longer than it says", npy("{'descr': '|u1', 'fortran_order': False, 'shape': ()}", [1, 2]), "malformed"],
])("an array %s", (_, bytes, code) => {
  const { problems } = readNpy(byteSource(Uint8Array.from(bytes)), "x");
  expect(problems.map((it) => it.code)).toEqual([code]);
});

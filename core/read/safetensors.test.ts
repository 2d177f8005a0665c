import { expect, test } from "vitest";
import { byteSource } from "./byte-source.ts";
import { joinShards, readShardIndex } from "./checkpoint-shards.ts";
import { utf8, uint64 } from "./encode-pickle.test-helper.ts";
import { readSafetensors } from "./safetensors.ts";

function file(header: string, dataBytes: number, length = utf8(header).length): Uint8Array {
  return Uint8Array.from([...uint64(length), ...utf8(header), ...new Array<number>(dataBytes).fill(0)]);
}

function read(header: string, dataBytes = 0) {
  return readSafetensors(byteSource(file(header, dataBytes)));
}

const w = '"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}';

test("tensors and metadata", () => {
  const header = `{"__metadata__":{"format":"pt"},${w},"b":{"dtype":"BF16","shape":[],"data_offsets":[24,26]}}  `;
  const { tensors, metadata, problems } = read(header, 26);
  expect(problems).toEqual([]);
  expect(metadata).toEqual(new Map([["format", "pt"]]));
  expect(tensors).toMatchObject([
    {
      name: "w",
      dtype: "float32",
      shape: [2, 3],
      elements: 6,
      bytes: 24,
      place: { offset: 8 + utf8(header).length },
    },
    { name: "b", dtype: "bfloat16", shape: [], bytes: 2 },
  ]);
});

test.each([
  ["no header", "{}", 0, []],
  [
    "an overlap",
    `{${w},"v":{"dtype":"F32","shape":[1],"data_offsets":[20,24]}}`,
    24,
    ["begins 4 bytes before"],
  ],
  [
    "a gap",
    `{${w},"v":{"dtype":"F32","shape":[1],"data_offsets":[28,32]}}`,
    32,
    ['4 bytes before tensor "v" belong to no tensor'],
  ],
  ["bytes at the end", `{${w}}`, 30, ['6 bytes after tensor "w" belong to no tensor']],
  ["data past the end", `{${w}}`, 20, ["lies at bytes"]],
  ["a key given twice", `{${w},${w}}`, 24, ['has the key "w" twice']],
  [
    "a part given twice",
    '{"w":{"dtype":"F32","dtype":"I8","shape":[2],"data_offsets":[0,2]}}',
    2,
    ['has the key "dtype" twice'],
  ],
  [
    "sizes that do not fit",
    '{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}',
    8,
    ["has 8 bytes, where 3 takes 12"],
  ],
  ["a negative size", '{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}', 0, ["it is left out"]],
  [
    "a fraction",
    '{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}}',
    6,
    ["it is left out", "belong to no tensor"],
  ],
  ["an endless number", '{"w":{"dtype":"F32","shape":[1e999],"data_offsets":[0,0]}}', 0, ["it is left out"]],
  ["end before begin", '{"w":{"dtype":"U8","shape":[0],"data_offsets":[4,0]}}', 0, ["it is left out"]],
  [
    "too many elements",
    '{"w":{"dtype":"U8","shape":[1073741824,1073741824],"data_offsets":[0,0]}}',
    0,
    ["more elements than can be counted"],
  ],
  ["an unknown type", '{"w":{"dtype":"Q9","shape":[1],"data_offsets":[0,1]}}', 1, ['has type "Q9"']],
  ["six-bit floats", '{"w":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}}', 3, []],
  ["metadata that is no text", '{"__metadata__":{"a":1}}', 0, ["is no text"]],
  [
    "zero-size tensors in one place",
    '{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"F32","shape":[0,4],"data_offsets":[0,0]}}',
    0,
    [],
  ],
  [
    "names that are no plain keys",
    '{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"constructor":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}',
    2,
    [],
  ],
])("%s", (_, header, dataBytes, messages) => {
  const { problems } = read(header, dataBytes);
  expect(problems.map((it) => it.message)).toEqual(
    messages.map((it) => expect.stringContaining(it) as string),
  );
});

test.each([
  ["an empty file", new Uint8Array(0)],
  ["seven bytes", new Uint8Array(7)],
  ["a header of 100,000,001 bytes", Uint8Array.from([...uint64(100_000_001), 0x7b])],
  ["a header of 2^63 bytes", Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0x80, 0x7b])],
  ["a header that is cut off", file(`{${w}}`, 0, 500)],
  ["a header that does not begin with {", file(` {${w}}`, 24)],
  ["a header that is no JSON", file("{nope}", 0)],
  ["a header that is no UTF-8", Uint8Array.from([...uint64(4), 0x7b, 0x22, 0xff, 0x7d])],
])("%s is unreadable", (_, bytes) => {
  expect(readSafetensors(byteSource(bytes)).problems).toMatchObject([
    { code: "unreadable", severity: "error" },
  ]);
});

test.each([
  ["a text of 20 million characters", `{"__metadata__":{"a":"${"x".repeat(20_000_000)}"}}`],
  ["ten million escapes", `{"__metadata__":{"a":"${"\\\\".repeat(10_000_000)}"}}`],
  ["a million open lists", `{"w":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`],
])(
  "%s: read in little time",
  (_, header) => {
    const bytes = Buffer.concat([Uint8Array.from(uint64(header.length)), Buffer.from(header)]);
    const start = performance.now();
    readSafetensors(byteSource(bytes));
    expect(performance.now() - start).toBeLessThan(4000);
  },
  20_000,
);

test("an index joins its files, and says where it and they differ", () => {
  const index = readShardIndex(
    '{"metadata":{"total_size":99},"weight_map":{"w":"1.safetensors","lost":"1.safetensors","x":"../2.safetensors"}}',
  );
  if (!index.ok) throw new Error(index.error.message);
  const shard = read(`{${w},"more":{"dtype":"U8","shape":[1],"data_offsets":[24,25]}}`, 25);
  const { tensors, problems } = joinShards(index.value, new Map([["1.safetensors", shard]]));
  expect(tensors.map((it) => it.place.container)).toEqual(["1.safetensors", "1.safetensors"]);
  expect(problems.map((it) => it.message)).toEqual([
    expect.stringContaining('The file of tensor "x" is refused') as string,
    '"1.safetensors" lacks what the index says it holds: "lost".',
    '"1.safetensors" holds what the index does not say: "more".',
    "The index states 99 bytes in total, where the files have 25.",
  ]);
  expect(readShardIndex("[]").ok).toBe(false);
  expect(readShardIndex('{"weight_map":').ok).toBe(false);
});

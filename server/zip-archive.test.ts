import { expect, test } from "vitest";
import { byteSource } from "../core/read/byte-source.ts";
import { text, zip, type ZipTestEntry } from "./zip.test-helper.ts";
import { openZip } from "./zip-archive.ts";

async function open(bytes: Uint8Array) {
  const opened = await openZip(byteSource(bytes));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function contentOf(bytes: Uint8Array, name: string): Promise<string> {
  const opened = (await open(bytes)).open(name);
  if (!opened.ok) return `refused: ${opened.error.message}`;
  return Buffer.from(opened.value.read(0, opened.value.size)).toString();
}

test("stored and compressed entries, at any place", async () => {
  const bytes = zip([
    { name: "a/x", data: text("hello") },
    { name: "a/y", data: text("packed ".repeat(1000)), isDeflated: true },
  ]);
  const archive = await open(bytes);
  expect(archive.problems).toEqual([]);
  expect(archive.entries.get("a/x")).toEqual({ name: "a/x", size: 5, compressedSize: 5, offset: 33 });
  expect(archive.entries.get("a/y")).not.toHaveProperty("offset");
  for (const [name, at, expected] of [
    ["a/x", 1, "ell"],
    ["a/y", 6993, "packed"],
  ] as const) {
    const opened = archive.open(name);
    expect(opened.ok && Buffer.from(opened.value.read(at, expected.length)).toString()).toBe(expected);
  }
});

test.each<[string, Partial<ZipTestEntry>, string]>([
  ["another name at its place", { local: { name: "b" } }, 'is called "b" at its own place'],
  ["another size at its place", { local: { size: 99 } }, "has 5 bytes by its own head"],
  ["another method at its place", { local: { method: 8 } }, "is compressed in two ways"],
  ["the mark of encryption", { central: { flags: 1 } }, "is marked as encrypted"],
  ["the mark of encryption at its place", { local: { flags: 1 } }, "is marked as encrypted at its own place"],
  ["an unknown method", { central: { method: 99 } }, "is compressed by method 99"],
  [
    "sizes that differ though it is stored",
    { central: { size: 4 } },
    "is not compressed, but has 5 bytes for 4",
  ],
  ["a place outside", { central: { offset: 5000 } }, "lies outside of the file"],
  ["a place without a head", { central: { offset: 3 } }, "has no head"],
  ["a name that leads out", { name: "../x" }, "leads elsewhere"],
  ["an absolute name", { name: "/x" }, "is an absolute path"],
  ["a drive", { name: "C:/x" }, "is an absolute path"],
  ["a backslash", { name: "a\\..\\x" }, "holds a backslash"],
  ["a zero byte in its name", { name: "x\0.txt" }, "holds a control character"],
  ["a name in two forms", { name: "a/./x" }, "leads elsewhere"],
])("an entry with %s is refused and said", async (_, changes, expected) => {
  const entry = { name: "x", data: text("hello"), ...changes };
  const bytes = zip([entry]);
  const archive = await open(bytes);
  expect(archive.problems.map((it) => it.message).join()).toContain(expected);
  expect(archive.open(entry.name)).toMatchObject({ ok: false });
});

test("an entry that is there twice is not read", async () => {
  const bytes = zip([
    { name: "x", data: text("one") },
    { name: "x", data: text("two") },
  ]);
  expect(await contentOf(bytes, "x")).toContain("refused");
  expect((await open(bytes)).problems[0]?.message).toContain("twice");
});

test("two ends, bytes in front, and entries over one another are said", async () => {
  const one = zip([{ name: "x", data: text("one") }]);
  const inComment = zip([{ name: "x", data: text("one") }], Buffer.alloc(0), one.subarray(-22));
  const opened = await openZip(byteSource(inComment));
  // One reader stops at the first end from behind, which lies in the comment, another one goes on.
  const messages = opened.ok ? opened.value.problems.map((it) => it.message) : [opened.error.message];
  expect(messages.join()).toMatch(/ends 2 times|invalid|comment/i);
  const polyglot = await open(zip([{ name: "x", data: text("one") }], text("#!/bin/sh\n")));
  expect(polyglot.problems[0]?.message).toContain("10 bytes stand before the archive begins");
  const shared = zip([
    { name: "x", data: text("one") },
    { name: "x", data: text("one"), central: { offset: 0 } },
  ]);
  expect((await open(shared)).problems.map((it) => it.message).join()).toContain(
    "begins inside the one before it",
  );
  // An archive in an archive has an end of its own, and is none of this.
  expect((await open(zip([{ name: "inner.pt", data: one }]))).problems).toEqual([]);
});

test("a bomb is read at its beginning only, in little memory", async () => {
  const bytes = zip([{ name: "zeros.npy", data: Buffer.alloc(64 * 1024 * 1024), isDeflated: true }]);
  const before = process.memoryUsage().rss;
  const archive = await open(bytes);
  const opened = archive.open("zeros.npy");
  expect(opened.ok && opened.value.size).toBe(65_536);
  expect(opened.ok && opened.value.read(0, 100).length).toBe(100);
  expect(archive.problems[0]).toMatchObject({ code: "limit" });
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
});

test.each([
  ["more than it says", 10, /unpacks to more than the 10 bytes/],
  ["less than it says", 5000, /unpacks to 4000 bytes, where it should have 5000/],
])("an entry that unpacks to %s", async (_, size, expected) => {
  const data = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251));
  const archive = await open(
    zip([{ name: "x", data, isDeflated: true, central: { size }, local: { size } }]),
  );
  const opened = archive.open("x");
  if (opened.ok) opened.value.read(0, size);
  expect(archive.problems.map((it) => it.message).join()).toMatch(expected);
});

test("a wrong checksum of what is read whole is a warning", async () => {
  const archive = await open(zip([{ name: "a/data.pkl", data: text("hello"), central: { crc: 1 } }]));
  expect(archive.open("a/data.pkl").ok).toBe(true);
  expect(archive.problems).toMatchObject([{ severity: "warning" }]);
  expect(archive.problems[0]?.message).toContain("checksum");
});

test("more than 10,000 entries: the first of them, and a word on it", async () => {
  const entries = Array.from({ length: 10_001 }, (_, i) => ({ name: `f${i}`, data: text("") }));
  const archive = await open(zip(entries));
  expect(archive.isPartial).toBe(true);
  expect(archive.entries.size).toBe(10_000);
  expect(archive.problems[0]).toMatchObject({ code: "limit", severity: "error" });
}, 20_000);

test("every truncation, and bytes changed anywhere, give an archive or a reason", async () => {
  const seed = zip([
    { name: "a/data.pkl", data: text("hello") },
    { name: "a/y", data: text("packed ".repeat(40)), isDeflated: true },
  ]);
  const tryAll = async (bytes: Uint8Array) => {
    const opened = await openZip(byteSource(bytes));
    if (!opened.ok) return expect(opened.error.message).not.toBe("");
    for (const name of opened.value.entries.keys()) {
      const it = opened.value.open(name);
      if (it.ok) it.value.read(0, it.value.size);
    }
  };
  for (let length = 0; length < seed.length; length++) await tryAll(seed.subarray(0, length));
  let state = 7;
  const random = (below: number) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below;
  for (let round = 0; round < 3000; round++) {
    const bytes = Buffer.from(seed);
    for (let i = 0; i <= random(3); i++) bytes[random(bytes.length)] = random(256);
    await tryAll(bytes);
  }
}, 30_000);

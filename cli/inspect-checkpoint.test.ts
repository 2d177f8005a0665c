import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { utf8, bytesOf, op, uint64 } from "../core/read/encode-pickle.test-helper.ts";
import { checkpointReport } from "../protocol/checkpoint-report.ts";
import { toCheckpointReport } from "../protocol/to-checkpoint-report.ts";
import { openCheckpoint } from "../server/open-checkpoint.ts";
import { matchLines } from "./checkpoint-match.ts";
import { inspectCheckpoint } from "./inspect-checkpoint.ts";
import { type PrintOptions } from "./formats.ts";
import { unsafeOnTerminals } from "./report.test-helper.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "edgewise-checkpoint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const plain = { bind: new Map<string, number>(), input: [], searchPath: [] };

async function run(
  bytes: Uint8Array,
  name: string,
  printing: PrintOptions = { format: "table" },
  options = {},
) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(console, "error").mockImplementation((text) => void err.push(String(text)));
  await inspectCheckpoint(path, { ...plain, ...options }, printing);
  return { out: out.join(""), err: err.join(""), code: process.exitCode, path };
}

function safetensors(header: Readonly<Record<string, unknown>>, dataBytes: number): Uint8Array {
  const text = JSON.stringify(header);
  return bytesOf(uint64(utf8(text).length), utf8(text), new Array<number>(dataBytes).fill(0));
}

const tensor = (from: number, ...shape: readonly number[]) => {
  const bytes = 4 * shape.reduce((product, it) => product * it, 1);
  return { dtype: "F32", shape, data_offsets: [from, from + bytes] };
};
const net = safetensors(
  {
    "a.conv.weight": tensor(0, 4, 3),
    "a.conv.bias": tensor(48, 4),
    "a.bn.weight": tensor(64, 4),
    "b.fc.weight": tensor(80, 2),
  },
  88,
);

test("a table: totals, then the names as a tree", async () => {
  const { out, code } = await run(net, "net.safetensors");
  expect(code).toBeUndefined();
  expect(out).toContain("parameters  22");
  expect(out).toMatch(/^a +20 +80/m);
  expect(out).toMatch(/^ {2}conv +16 +64/m);
  expect(out).toMatch(/^ {4}weight +4×3 +12 +48/m);
  // A branch with one thing in it stands on one line with it.
  expect(out).toMatch(/^ {2}bn\.weight +4 +4 +16/m);
  expect(out).toMatch(/^b\.fc\.weight +2 +2 +8/m);
});

test("only the largest rows, and how many more there are", async () => {
  const { out } = await run(net, "net.safetensors", { format: "table", top: 2 });
  expect(out).toContain("4 more rows");
});

test("JSON that its own schema accepts", async () => {
  const { out, path } = await run(net, "net.safetensors", { format: "json" });
  const report = checkpointReport.parse(JSON.parse(out));
  expect(report.model).toEqual({ name: "net.safetensors", format: "safetensors", path });
  expect(report.totals).toEqual({
    tensors: 4,
    parameters: 22,
    weightBytes: 88,
    weightBytesByType: { float32: 88 },
  });
  expect(report.tree.children.map((it) => [it.name, it.bytes])).toEqual([
    ["a", 80],
    ["b", 8],
  ]);
  expect(report.tensors[0]).toMatchObject({
    name: "a.conv.weight",
    shape: [4, 3],
    storage: { container: "", length: 48 },
  });
});

test("what loading would run is in the table and in the JSON", async () => {
  const pickle = bytesOf(
    op.proto(2),
    op.global("os", "system"),
    op.text("ls"),
    op.tuple1,
    op.reduce,
    op.stop,
  );
  const { out, code } = await run(pickle, "evil.bin");
  expect(code).toBeUndefined();
  expect(out).toContain("os.system, called once");
  expect(out).toContain("error pickle-code-execution: Loading this file runs code: it calls os.system");
  const json = await run(pickle, "evil.bin", { format: "json" });
  const report = checkpointReport.parse(JSON.parse(json.out));
  expect(report.imports).toEqual([{ module: "os", name: "system", calls: 1, isAllowed: false }]);
  expect(report.problems[0]).toMatchObject({ code: "pickle-code-execution", location: { offset: 2 } });
});

test.each([
  ["text", utf8("hello"), "x.pt", "This is no checkpoint"],
  ["nothing", [], "x.pth", "The file is empty"],
  ["an archive of nothing", [0x50, 0x4b, 3, 4, 0, 0], "x.bin", "The zip archive can't be read"],
  ["a cut off header", [9, 0, 0, 0, 0, 0, 0, 0, 0x7b], "x.safetensors", "it is cut off"],
  ["a pointer", utf8("version https://git-lfs.github.com/spec/v1\n"), "x.ckpt", "git lfs pull"],
  ["an index of nothing", utf8("{}"), "x.safetensors.index.json", "no weight_map"],
])("%s ends with 2", async (_, bytes, name, message) => {
  const { err, out, code } = await run(Uint8Array.from(bytes), name);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(message);
});

test.each([
  ["--bind", {}, { bind: new Map([["n", 1]]) }],
  ["--input", {}, { input: ["1x3"] }],
  ["--trust", {}, { trust: true }],
  ["--sort", { sort: "parameters" }, {}],
  ["--model", {}, { model: "net.py" }],
  ["--model", {}, { model: "net.onnx", trust: true }],
] as const)("%s is wrong usage", async (name, printing, options) => {
  const { err, code } = await run(net, "net.safetensors", { format: "table", ...printing }, options);
  expect(code).toBe(64);
  expect(err).toContain(name);
});

test("CSV: a row for each tensor", async () => {
  const { out } = await run(net, "net.safetensors", { format: "csv" });
  const [header, first, ...rest] = out.trimEnd().split("\r\n");
  expect(header).toBe("name,dtype,shape,elements,bytes,role,isShared,container,offset");
  expect(first).toMatch(/^a\.conv\.weight,float32,4x3,12,48,parameter,false,,\d+$/);
  expect(rest).toHaveLength(3);
});

test("Markdown: totals, the tree with whole names, and what is wrong", async () => {
  const { out } = await run(net, "net.safetensors", { format: "markdown", top: 3 });
  expect(out).toContain("| parameters | 22 |");
  expect(out).toMatch(/^\| `a\.conv\.weight` \| 4×3 \| 12 \| 48\sB \| float32 \|$/m);
  expect(out).toContain("3 more rows.");
  const pickle = bytesOf(
    op.proto(2),
    op.global("os", "system"),
    op.text("ls"),
    op.tuple1,
    op.reduce,
    op.stop,
  );
  const evil = await run(pickle, "evil.bin", { format: "markdown" });
  expect(evil.out).toContain("- os.system, called once");
  expect(evil.out).toContain(
    "- error pickle-code-execution: Loading this file runs code: it calls os.system",
  );
});

test("how the weights differ from a model", async () => {
  const model = {
    name: "Net",
    path: "net.py",
    call: "Net()",
    state: [
      { name: "conv.weight", shape: [4, 3] },
      { name: "conv.bias", shape: [5] },
      { name: "head.weight", shape: [2] },
      { name: "head.bias", shape: [2] },
    ],
  };
  const { path } = await run(net, "net.safetensors");
  const opened = await openCheckpoint(path);
  if (!opened.ok) throw new Error(opened.error.message);
  const report = toCheckpointReport(opened.value.checkpoint, { name: "net.safetensors", path, model });
  expect(checkpointReport.parse(report).match).toEqual({
    model: { name: "Net", path: "net.py", call: "Net()", tensors: 4 },
    stripped: { side: "checkpoint", prefix: "a." },
    matched: 1,
    missing: [{ name: "head", tensors: 2 }],
    unexpected: [
      { name: "bn", tensors: 1 },
      { name: "b", tensors: 1 },
    ],
    mismatched: [{ name: "conv.bias", expected: [5], found: [4] }],
  });
  expect(matchLines(report)).toEqual([
    "1 of 4 tensors match Net() of net.py; names of the file without a.",
    "checkpoint lacks head (2 tensors)",
    "shape differs: conv.bias is 4 in the file, 5 in the model",
    "not in the model: bn",
    "not in the model: b",
  ]);
});

test("an index opens its files, beside it and nowhere else", async () => {
  writeFileSync(join(folder, "one.safetensors"), net);
  const map = { "a.conv.weight": "one.safetensors", x: "../x.safetensors", y: "gone.safetensors" };
  const { out, code } = await run(
    bytesOf(utf8(JSON.stringify({ weight_map: map }))),
    "m.safetensors.index.json",
    { format: "json" },
  );
  expect(code).toBeUndefined();
  const report = checkpointReport.parse(JSON.parse(out));
  expect(report.totals.weightBytes).toBe(88);
  expect(report.problems.map((it) => it.message).join("\n")).toMatch(
    /"x" is refused[\s\S]*"gone\.safetensors", which the index names, is not there/,
  );
});

test("names that could drive a terminal do not", async () => {
  const name = "a\u001b[2Jb\u202ec";
  const { out } = await run(
    safetensors({ [name]: tensor(0, 1), __metadata__: { [name]: name } }, 4),
    "net.safetensors",
  );
  expect(out).not.toMatch(unsafeOnTerminals);
  const json = await run(safetensors({ [name]: tensor(0, 1) }, 4), "net.safetensors", { format: "json" });
  expect(json.out).not.toMatch(/[\u001b\u202e]/);
});

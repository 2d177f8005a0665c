import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Constant, type Model, type Storage } from "../core/graph/model.ts";
import { checkExternalData } from "./external-files.ts";

const root = mkdtempSync(join(tmpdir(), "edgewise-external-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with the named files, each of 100 bytes; gives the path of its model. */
function folderWith(name: string, ...files: readonly string[]): string {
  for (const it of ["model.onnx", ...files]) {
    mkdirSync(dirname(join(root, name, it)), { recursive: true });
    writeFileSync(join(root, name, it), new Uint8Array(100));
  }
  return join(root, name, "model.onnx");
}

function modelWith(...places: readonly Omit<Extract<Storage, { kind: "external" }>, "kind">[]): Model {
  const constants = places.map((it, i): [string, Constant] => [
    `w${i}`,
    { name: `w${i}`, dtype: "float32", dims: [10], storage: { kind: "external", ...it } },
  ]);
  const graph = {
    name: "",
    inputs: [],
    outputs: [],
    nodes: [],
    values: new Map(),
    constants: new Map(constants),
  };
  return { format: "onnx", graph, opsets: new Map(), functions: [], metadata: new Map() };
}

function check(path: string, location: string, offset = 0, length?: number): string[] {
  const place = { location, offset, ...(length !== undefined && { length }) };
  return checkExternalData(modelWith(place), path).map((it) => `${it.code} ${it.severity}: ${it.message}`);
}

test("a file beside the model or below it, large enough", () => {
  const path = folderWith("good", "w.bin", "data/w.bin");
  expect(check(path, "w.bin", 60, 40)).toEqual([]);
  expect(check(path, "./data/w.bin", 60)).toEqual([]);
});

test("a range outside the file, said once for all tensors of the file", () => {
  const path = folderWith("short", "w.bin");
  expect(check(path, "w.bin", 61, 40)[0]).toContain('has 100 bytes, but tensor "w0" lies at bytes 61 to 101');
  // Without a length the shape tells it: 10 float32 take 40 bytes.
  expect(check(path, "w.bin", 80)[0]).toContain("bytes 80 to 120");
  const places = [0, 70, 90].map((offset) => ({ location: "w.bin", offset }));
  const problems = checkExternalData(modelWith(...places), path);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toContain("and 1 more");
});

test("a missing file is a warning that names it", () => {
  const path = folderWith("missing");
  expect(check(path, "w.bin")[0]).toMatch(/^external-data warning: .*"w\.bin"/);
  expect(check(path, "model.onnx/w.bin")[0]).toMatch(/^external-data (warning|error)/);
});

test("places outside the folder are refused before the disk is looked at", () => {
  const path = folderWith("outside");
  folderWith("neighbour", "w.bin");
  for (const it of ["../neighbour/w.bin", "/etc/passwd", "C:\\x", "a/../../neighbour/w.bin"]) {
    expect(check(path, it)[0]).toMatch(/^external-data error: External data is refused/);
  }
});

test("links: to a file, to a folder on the way, and hard ones", () => {
  const path = folderWith("links", "w.bin");
  folderWith("secret", "w.bin");
  const here = dirname(path);
  symlinkSync("w.bin", join(here, "near.bin"));
  symlinkSync(join(root, "secret", "w.bin"), join(here, "far.bin"));
  symlinkSync(join(root, "secret"), join(here, "way"));
  linkSync(join(root, "secret", "w.bin"), join(here, "hard.bin"));
  for (const it of ["near.bin", "far.bin", "way/w.bin"])
    expect(check(path, it)[0]).toContain("symbolic link");
  expect(check(path, "hard.bin")[0]).toContain("hard links");
  mkdirSync(join(here, "folder"));
  expect(check(path, "folder")[0]).toContain("not a regular file");
});

test.runIf(process.platform !== "win32")("a pipe is refused without waiting", () => {
  const path = folderWith("pipe");
  execFileSync("mkfifo", [join(dirname(path), "w.bin")]);
  expect(check(path, "w.bin")[0]).toContain("not a regular file");
});

test("the cache of Hugging Face: links into the folder of blobs that the model lies in", () => {
  const blobs = join(root, "hub", "blobs");
  const snapshot = join(root, "hub", "snapshots", "abc");
  for (const it of [blobs, snapshot, join(root, "other", "blobs")]) mkdirSync(it, { recursive: true });
  for (const it of ["hub/blobs/m", "hub/blobs/w", "hub/outside", "other/blobs/w"]) {
    writeFileSync(join(root, it), new Uint8Array(100));
  }
  symlinkSync("../../blobs/m", join(snapshot, "model.onnx"));
  symlinkSync("../../blobs/w", join(snapshot, "model.onnx_data"));
  symlinkSync("../../outside", join(snapshot, "outside.bin"));
  symlinkSync("../../../other/blobs/w", join(snapshot, "other.bin"));
  writeFileSync(join(snapshot, "plain.onnx"), new Uint8Array(100));
  const path = join(snapshot, "model.onnx");
  expect(check(path, "model.onnx_data", 0, 40)).toEqual([]);
  expect(check(path, "model.onnx_data", 90, 40)[0]).toContain("has 100 bytes");
  expect(check(path, "outside.bin")[0]).toContain("symbolic link");
  expect(check(path, "other.bin")[0]).toContain("symbolic link");
  // A model that is no link itself gets no such exception.
  expect(check(join(snapshot, "plain.onnx"), "model.onnx_data")[0]).toContain("symbolic link");
});

test("tensors in attributes of nested graphs are found", () => {
  const path = folderWith("nested");
  const inner = modelWith({ location: "gone.bin", offset: 0 }).graph;
  const node = { name: "", opType: "If", domain: "", inputs: [], outputs: ["y"] };
  const attributes = new Map([["then_branch", { kind: "graph" as const, value: inner }]]);
  const outer = modelWith();
  const model = { ...outer, graph: { ...outer.graph, nodes: [{ ...node, attributes }] } };
  expect(checkExternalData(model, path)).toMatchObject([{ code: "external-data", severity: "warning" }]);
});

test("of a million files not all are looked at, and it is said", () => {
  const path = folderWith("many");
  const places = Array.from({ length: 10_001 }, (_, i) => ({ location: `w${i}.bin`, offset: 0 }));
  const problems = checkExternalData(modelWith(...places), path);
  expect(problems.length).toBe(202);
  expect(problems[0]?.message).toMatch(/"w0.bin", .* is not there/);
  expect(problems.at(-1)).toMatchObject({ code: "limit", severity: "warning" });
  expect(problems.at(-1)?.message).toMatch(/in 10001 files; only the first 10000/);
});

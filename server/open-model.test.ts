import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isTextModel, openModel } from "./open-model.ts";

const folder = mkdtempSync(join(tmpdir(), "edgewise-open-model-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function errorOf(path: string): string {
  const opened = openModel(path);
  return opened.ok ? "opened" : opened.error.message;
}

test("endings of text models, in any case", () => {
  expect(["a.onnx.txt", "a.onnxtxt", "A.ONNX.TXT", "a.onnx", "a.txt"].map(isTextModel)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("a text is read as UTF-8", () => {
  const path = join(folder, "good.onnx.txt");
  writeFileSync(path, 'g (float[2] x) => (y) { y = Relu (x) "é" = Neg (x) }');
  const opened = openModel(path);
  expect(opened).toMatchObject({ ok: true, value: { name: "good.onnx.txt", path } });
  expect(opened.ok && opened.value.model.graph.nodes.map((it) => it.outputs[0])).toEqual(["y", "é"]);
});

// On Windows there are no such files.
test.runIf(process.platform !== "win32")("what is no file is refused, and not waited for", () => {
  const at = (name: string) => join(folder, name);
  execFileSync("mkfifo", [at("pipe.onnx.txt")]);
  mkdirSync(at("folder.onnxtxt"));
  symlinkSync("/dev/zero", at("zero.onnx.txt"));
  expect(errorOf(at("pipe.onnx.txt"))).toMatch(/is a pipe, not a file/);
  expect(errorOf(at("folder.onnxtxt"))).toMatch(/is a folder, not a file/);
  expect(errorOf(at("zero.onnx.txt"))).toMatch(/is a device, not a file/);
  expect(errorOf(at("gone.onnx.txt"))).toMatch(/there is no such file/);
});

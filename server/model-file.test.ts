import { execFileSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openModelFile } from "./model-file.ts";

const folder = mkdtempSync(join(tmpdir(), "edgewise-model-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function errorOf(path: string): string {
  const opened = openModelFile(path);
  if (opened.ok) opened.value.close();
  return opened.ok ? "opened" : `${opened.error.code}: ${opened.error.message}`;
}

test("bytes by position, fewer at the end, and none beyond it", () => {
  const path = join(folder, "small.bin");
  writeFileSync(path, Uint8Array.from([1, 2, 3, 4, 5]));
  const opened = openModelFile(path);
  if (!opened.ok) throw new Error(opened.error.message);
  const file = opened.value;
  expect(file.size).toBe(5);
  expect([...file.read(1, 2)]).toEqual([2, 3]);
  expect([...file.read(3, 100)]).toEqual([4, 5]);
  expect([...file.read(5, 1)]).toEqual([]);
  expect([...file.read(99, 1)]).toEqual([]);
  file.close();
  file.close();
});

test("reads beyond 2 GiB and reads larger than the buffer", () => {
  const path = join(folder, "large.bin");
  const descriptor = openSync(path, "w");
  const size = 3 * 2 ** 30;
  ftruncateSync(descriptor, size);
  writeSync(descriptor, Uint8Array.from([7, 8, 9]), 0, 3, size - 3);
  closeSync(descriptor);
  const opened = openModelFile(path);
  if (!opened.ok) throw new Error(opened.error.message);
  expect([...opened.value.read(size - 3, 10)]).toEqual([7, 8, 9]);
  expect(opened.value.read(0, 100_000)).toHaveLength(100_000);
  opened.value.close();
});

test("a link to a model is followed, and what is no file is refused with its kind", () => {
  writeFileSync(join(folder, "target.onnx"), "x");
  symlinkSync("target.onnx", join(folder, "link.onnx"));
  symlinkSync("loop.onnx", join(folder, "loop.onnx"));
  mkdirSync(join(folder, "folder.onnx"));
  expect(errorOf(join(folder, "link.onnx"))).toBe("opened");
  expect(errorOf(join(folder, "loop.onnx"))).toContain("circle");
  expect(errorOf(join(folder, "folder.onnx"))).toMatch(/^unreadable: .* is a folder, not a file\.$/);
  expect(errorOf(join(folder, "nothing.onnx"))).toContain("no such file");
  expect(errorOf(join(folder, "target.onnx", "x"))).toContain("no such file");
  expect(errorOf("a\0b")).toContain("can't be opened");
});

test.runIf(process.platform !== "win32")("a pipe is refused without waiting, and so is a device", () => {
  const pipe = join(folder, "pipe.onnx");
  execFileSync("mkfifo", [pipe]);
  expect(errorOf(pipe)).toContain("is a pipe");
  expect(errorOf("/dev/zero")).toContain("is a device");
});

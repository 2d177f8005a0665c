import { expect, test } from "vitest";
import { externalPath } from "./external-path.ts";

test.each([
  ["weights.bin", "weights.bin"],
  ["model.onnx.data", "model.onnx.data"],
  ["./weights.bin", "weights.bin"],
  ["data//part/./0.bin", "data/part/0.bin"],
  ["größe 1.bin", "größe 1.bin"],
  ["..data", "..data"],
  ["onnx__MatMul_1234", "onnx__MatMul_1234"],
  ["console.bin", "console.bin"],
])("%s is a file beside the model", (location, expected) => {
  expect(externalPath(location)).toEqual({ ok: true, value: expected });
});

test.each([
  "",
  ".",
  "./",
  "..",
  "../weights.bin",
  "a/../../b",
  "a/../b",
  "a/..",
  "/etc/passwd",
  "//server/share/x",
  "~/x",
  "~root/x",
  "\\\\server\\share",
  "..\\x",
  "a\\..\\..\\x",
  "\\\\?\\C:\\x",
  "C:",
  "C:/x",
  "c:x",
  "file:///etc/passwd",
  "https://example.org/x",
  "weights.bin:stream",
  "a/b:$DATA",
  "weights.bin\0.txt",
  "a\nb",
  "data/",
  "data/.",
  "con",
  "NUL.bin",
  "a/com1.data",
  "LPT9",
  "aux .bin",
  "CONIN$",
  "COM¹",
  "x.",
  "x ",
  "a./b",
  ".. /x",
  ".../x",
  "a*",
  "what?",
  "*/_ORT_MEM_ADDR_/*",
  "x".repeat(256),
  "x/".repeat(3000) + "x",
])("%j is refused", (location) => {
  const result = externalPath(location);
  expect(result.ok).toBe(false);
  expect(result.ok || result.error).toMatch(
    /^the location ".{0,90}" (is|holds|names|stands|begins|leads) .*\.$/su,
  );
});

import { describe, expect, test } from "vitest";
import { bytesText, countText, shareText } from "./quantities.ts";

describe("countText", () => {
  for (const [count, text] of [
    [0, "0"],
    [1296, "1,296"],
    [9999, "9,999"],
    [12_345, "12.3\u2009k"],
    [3_504_872, "3.50\u2009M"],
    [300_774_272, "301\u2009M"],
    [999_600, "1.00\u2009M"],
    [4_089_184_256, "4.09\u2009G"],
  ] as const) {
    test(text, () => expect(countText(count)).toBe(text));
  }
});

describe("bytesText", () => {
  for (const [bytes, text] of [
    [0, "0\u2009B"],
    [512, "512\u2009B"],
    [9_633_792, "9.19\u2009MiB"],
    [102_760_448, "98.0\u2009MiB"],
    [1024 ** 3, "1.00\u2009GiB"],
  ] as const) {
    test(text, () => expect(bytesText(bytes)).toBe(text));
  }
});

describe("shareText", () => {
  for (const [part, text] of [
    [0, "0%"],
    [0.01, "<0.1%"],
    [1.25, "1.3%"],
    [42.4, "42%"],
  ] as const) {
    test(text, () => expect(shareText(part, 100)).toBe(text));
  }
});

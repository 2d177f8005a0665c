import { describe, expect, test } from "vitest";
import { clipped, padded, textWidth } from "./text-width.ts";

describe("textWidth", () => {
  // As UAX #11 and the terminals that follow it have them.
  for (const [text, width] of [
    ["", 0],
    ["conv", 4],
    ["naïve", 5],
    ["e\u0301", 1],
    ["卷积", 4],
    ["ｆ", 2],
    ["한글", 4],
    ["👍", 2],
    ["👩‍👩‍👧", 2],
    ["\u200b\ufeff", 0],
    ["1×64×112", 8],
    ["3.50\u2009M", 6],
    ["████····", 8],
  ] as const) {
    test(JSON.stringify(text), () => expect(textWidth(text)).toBe(width));
  }
});

describe("clipped", () => {
  test("leaves what fits", () => expect(clipped("卷积", 4)).toBe("卷积"));
  test("keeps a third of the start, and the end", () =>
    expect(clipped("abcdefghijklmno", 10)).toBe("abc…jklmno"));

  test("never gets wider than asked, nor cuts a character", () => {
    for (const text of ["卷积层卷积层", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "e\u0301".repeat(20), "a卷b积c层d"]) {
      for (let width = 1; width < 14; width++) {
        const short = clipped(text, width);
        expect(textWidth(short)).toBeLessThanOrEqual(width);
        expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
      }
    }
  });
});

describe("padded", () => {
  test("counts columns", () => {
    expect(padded("卷", 4, "right")).toBe("  卷");
    expect(padded("卷", 4, "left")).toBe("卷  ");
    expect(padded("long", 2, "left")).toBe("long");
  });
});

import { describe, expect, test } from "vitest";
import { codeText, markdownText, plainJson, plainText, shortened } from "./plain-text.ts";

const every = Array.from({ length: 0x3000 }, (_, i) => String.fromCharCode(i)).join("");

describe("plainText", () => {
  test("leaves no control and no mark of direction", () => {
    // General category Cc, bidirectional controls and line separators, as Unicode lists them.
    expect(plainText(every)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
  });

  test("leaves everything else", () => {
    expect(plainText("conv/1×3 – é 卷积 👩‍👩‍👧")).toBe("conv/1×3 – é 卷积 👩‍👩‍👧");
  });

  test("leaves no half of a surrogate pair", () => {
    expect(plainText("a\ud83db")).toBe("a\ufffdb");
    expect(plainText("\udc4da")).toBe("\ufffda");
    expect(plainText("👍")).toBe("👍");
  });
});

describe("markdownText", () => {
  for (const [text, escaped] of [
    ["a|b", "a\\|b"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["[x](command:rm)", "\\[x\\]\\(command:rm\\)"],
    ["`code`", "\\`code\\`"],
    ["https://example.com", "https\\://example.com"],
    ["see www.example.com", "see www\\.example.com"],
    ["a@example.com", "a\\@example.com"],
    ["&lt;", "\\&lt;"],
    ["a\nb", "a\ufffdb"],
    ["features.0/Conv", "features.0/Conv"],
  ] as const) {
    test(JSON.stringify(text), () => expect(markdownText(text)).toBe(escaped));
  }
});

describe("codeText", () => {
  for (const [text, code] of [
    ["a", "`a`"],
    ["a`b|c", "`a'b\u00a6c`"],
    ["  a ", "`a`"],
    ["", "` `"],
    ["   ", "` `"],
    ["a\nb", "`a\ufffdb`"],
  ] as const) {
    test(JSON.stringify(text), () => expect(codeText(text)).toBe(code));
  }
});

describe("plainJson", () => {
  test("says the same without anything that a terminal obeys", () => {
    const json = plainJson(JSON.stringify({ [every]: every }));
    expect(JSON.parse(json)).toEqual({ [every]: every });
    expect(json).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
  });
});

describe("shortened", () => {
  test("leaves what fits", () => expect(shortened("abc", 3)).toBe("abc"));
  test("keeps a third of the start, and the end", () => expect(shortened("abcdefghijkl", 7)).toBe("ab…ijkl"));

  test("cuts no pair in two", () => {
    const text = "👍".repeat(20);
    for (let length = 1; length < 40; length++) {
      expect(shortened(text, length)).toMatch(/^(?:👍)*…(?:👍)*$/u);
      expect(shortened(text, length).length).toBeLessThanOrEqual(length);
    }
  });
});

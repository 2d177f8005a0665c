import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { LineIndex } from "./line-index.ts";

const texts = fc
  .array(fc.constantFrom("\n", "\r\n", "\r", "a", "bc", "é", "👍", "\ud83d", "\udc4d", "", "\u2028"), {
    maxLength: 30,
  })
  .map((it) => it.join(""));

/** Counted character by character. */
function naive(text: string, offset: number) {
  let [line, character] = [0, 0];
  for (let i = 0; i < Math.min(offset, text.length); i++) {
    const ends = text[i] === "\n" || (text[i] === "\r" && text[i + 1] !== "\n");
    if (ends) [line, character] = [line + 1, 0];
    else character++;
  }
  return { line, character };
}

describe("LineIndex", () => {
  test("positions are as if counted", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: -3, max: 70 }), (text, offset) => {
        expect(new LineIndex(text).position(offset)).toEqual(naive(text, offset));
      }),
      { numRuns: 1000 },
    );
  });

  test("offsets are those of the library that keeps the documents, outside the text too", () => {
    const anywhere = fc.record({
      line: fc.integer({ min: 0, max: 40 }),
      character: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(texts, anywhere, (text, position) => {
        const document = TextDocument.create("file:///a", "onnx-text", 1, text);
        expect(new LineIndex(text).offset(position)).toBe(document.offsetAt(position));
      }),
      { numRuns: 1000 },
    );
  });

  test("an offset comes back, but from the middle of a line's ending", () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (text, at) => {
        const offset = Math.min(at, text.length);
        const isInEnding = text[offset - 1] === "\r" && text[offset] === "\n";
        const index = new LineIndex(text);
        expect(index.offset(index.position(offset))).toBe(isInEnding ? offset - 1 : offset);
      }),
      { numRuns: 1000 },
    );
  });

  for (const [position, offset] of [
    [{ line: -1, character: 4 }, 0],
    [{ line: 0, character: -4 }, 0],
    [{ line: 0, character: 99 }, 2],
    [{ line: 1, character: 99 }, 5],
    [{ line: 9, character: 0 }, 5],
    [{ line: Number.MAX_SAFE_INTEGER, character: Number.MAX_SAFE_INTEGER }, 5],
  ] as const) {
    test(`${JSON.stringify(position)} is moved into the text`, () =>
      expect(new LineIndex("ab\ncd").offset(position)).toBe(offset));
  }

  test("a range that runs past the end ends there", () => {
    expect(new LineIndex("ab\ncd").range(1, 99)).toEqual({
      start: { line: 0, character: 1 },
      end: { line: 1, character: 2 },
    });
  });
});

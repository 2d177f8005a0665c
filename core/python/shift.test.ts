import fc from "fast-check";
import { expect, test } from "vitest";
import { replacementBetween, shifted } from "./shift.ts";

const text = "x = conv(1)\ny = relu(x)\nz = pool(y)\n";
const spanOf = (part: string, within = text) => ({ offset: within.indexOf(part), length: part.length });

test.each([
  ["a line before it", text.replace("y =", "# new\ny ="), "pool(y)"],
  ["a line after it", `${text}w = 1\n`, "pool(y)"],
  ["a line that went", text.replace("x = conv(1)\n", ""), "pool(y)"],
])("a place moves with %s", (_, after, part) => {
  expect(shifted(spanOf(part), replacementBetween(text, after))).toEqual(spanOf(part, after));
});

test("a place grows with what is written inside it", () => {
  const after = text.replace("conv(1)", "conv(1, bias=False)");
  expect(shifted(spanOf("conv(1)"), replacementBetween(text, after))).toEqual(
    spanOf("conv(1, bias=False)", after),
  );
});

test("a place that was partly replaced is gone", () => {
  expect(
    shifted(spanOf("relu(x)"), replacementBetween(text, text.replace("= relu", "= gelu"))),
  ).toBeUndefined();
});

test("what is kept reads the same after as before", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 30 });
  fc.assert(
    fc.property(words, words, fc.nat(30), fc.nat(8), (before, after, offset, length) => {
      const replacement = replacementBetween(before, after);
      const { start, oldEnd, newEnd } = replacement;
      expect(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd)).toBe(after);
      const span = {
        offset: Math.min(offset, before.length),
        length: Math.min(length, before.length - Math.min(offset, before.length)),
      };
      const place = shifted(span, replacement);
      const isTouched = span.offset < oldEnd && span.offset + span.length > start;
      if (place && !isTouched)
        expect(after.slice(place.offset, place.offset + place.length)).toBe(
          before.slice(span.offset, span.offset + span.length),
        );
    }),
  );
});

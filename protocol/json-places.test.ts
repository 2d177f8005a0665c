import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePlacedJson, placeKey } from "./json-places.ts";

const text = `{
  "id": "a",
  "memory": { "variantsBytes": [1, 22] }
}`;

test("each value and key has its place", () => {
  const { values, keys } = parsePlacedJson(text);
  const at = (range: { offset: number; length: number } | undefined) =>
    range && text.slice(range.offset, range.offset + range.length);
  expect(at(values.get(placeKey(["memory", "variantsBytes", 1])))).toBe("22");
  expect(at(values.get(placeKey(["memory"])))).toBe('{ "variantsBytes": [1, 22] }');
  expect(at(keys.get(placeKey(["memory", "variantsBytes"])))).toBe('"variantsBytes"');
  expect(at(values.get(placeKey([])))).toBe(text);
});

test.each([
  ["", "value expected", 0],
  ['{"a" 1}', "colon expected", 5],
  ['{"a": 1,}', "property name expected", 8],
  ["[1 2]", "comma expected", 3],
  ["[1] x", "invalid symbol", 4],
  ['"open', "unexpected end of string", 0],
  ['"tab\there"', "invalid character", 0],
  ["01", "end of file expected", 1],
  ["// note\n{}", "invalid comment token", 0],
])("%j is no JSON, and says where", (json, message, offset) => {
  const { value, faults } = parsePlacedJson(json);
  expect(value).toBeUndefined();
  expect(faults).toHaveLength(1);
  expect(faults[0]?.message).toContain(message);
  expect(faults[0]?.range.offset).toBe(offset);
});

test("a key that is there twice is named at its second place", () => {
  const { value, faults } = parsePlacedJson('{"a": 1, "a": 2}');
  expect(value).toEqual({ a: 2 });
  expect(faults).toEqual([
    { message: 'The key "a" is here twice; this one counts.', range: { offset: 9, length: 3 } },
  ]);
});

test("a deep file and a long text are read without exhausting the stack", () => {
  expect(parsePlacedJson("[".repeat(100_000)).faults[0]?.message).toContain("less than 64 levels deep");
  const long = JSON.stringify("\\".repeat(500_000));
  expect(parsePlacedJson(long).value).toBe("\\".repeat(500_000));
});

test("`__proto__` is a key like any other", () => {
  const { value } = parsePlacedJson('{"__proto__": {"polluted": 1}}');
  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("it reads what JSON.parse reads, and refuses what JSON.parse refuses", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.nat(), fc.string({ maxLength: 2 }), (json, at, junk) => {
      for (const it of [
        json,
        json.slice(0, at % (json.length + 1)) + junk + json.slice(at % (json.length + 1)),
      ]) {
        const { value, faults } = parsePlacedJson(it);
        let expected: unknown;
        try {
          expected = JSON.parse(it);
        } catch {
          expect(value).toBeUndefined();
          expect(faults.length).toBeGreaterThan(0);
          continue;
        }
        expect(value).toEqual(expected);
      }
    }),
    { numRuns: 500 },
  );
});

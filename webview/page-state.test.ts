import fc from "fast-check";
import { expect, test } from "vitest";
import { freshState, stateFrom } from "./page-state.ts";

test("a state comes back as it was kept", () => {
  const kept = {
    filters: { devices: "jetson" },
    sorts: { devices: { column: "power", isDescending: true }, others: null },
    picked: ["jetson-nano", "coral-usb"],
    isSideBySide: true,
    needs: { watts: "8" },
  };
  expect(stateFrom(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test.each([
  [undefined],
  [null],
  ["text"],
  [{ filters: 1, sorts: [1], picked: "x", isSideBySide: "yes", needs: { a: {} } }],
  [
    {
      sorts: { devices: { column: 1, isDescending: true } },
      picked: [1, {}],
      filters: { a: "x".repeat(1e6) },
    },
  ],
])("of a damaged state nothing is taken: %j", (kept) => {
  expect(stateFrom(kept)).toEqual(freshState);
});

test("no state throws", () => {
  fc.assert(
    fc.property(fc.anything(), (kept) => {
      expect(Object.keys(stateFrom(kept)).sort()).toEqual(Object.keys(freshState).sort());
    }),
    { numRuns: 200 },
  );
});

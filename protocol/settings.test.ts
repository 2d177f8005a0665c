import { describe, expect, test } from "vitest";
import { defaultSettings, settingsFrom } from "./settings.ts";

describe("settingsFrom", () => {
  test("takes what is right", () => {
    const given = { hover: false, inlayHints: "shape", codeLens: false, bindings: { seq: 128 } };
    const rules = { "even-kernel": "off" };
    const python = { tracePython: false, pythonSearchPath: ["libs"], pythonInput: "1x3x32x32" };
    expect(settingsFrom({ ...given, ...python, rules })).toEqual({ ...given, ...python, rules });
  });

  for (const given of [undefined, null, 7, "x", [], {}]) {
    test(`gives the defaults for ${JSON.stringify(given)}`, () =>
      expect(settingsFrom(given)).toEqual(defaultSettings));
  }

  test("lets each wrong value fall back alone", () => {
    const given = { hover: "no", inlayHints: "all", codeLens: false, bindings: [], pythonSearchPath: [1] };
    expect(settingsFrom(given)).toEqual({ ...defaultSettings, codeLens: false });
  });

  test("drops levels that are none", () => {
    const rules = { a: "error", b: "loud", c: 1, d: "off" };
    expect(settingsFrom({ rules }).rules).toEqual({ a: "error", d: "off" });
    expect(settingsFrom({ rules: "off" }).rules).toEqual({});
  });

  test("drops sizes that are none", () => {
    const bindings = { a: 1, z: 0, b: 0.5, c: -2, d: "4", e: null, f: Infinity };
    expect(settingsFrom({ bindings }).bindings).toEqual({ a: 1, z: 0 });
  });
});

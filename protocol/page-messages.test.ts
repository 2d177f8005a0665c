import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PageMessage, readPageMessage } from "./page-messages.ts";

const needs = {
  framesPerSecond: 30,
  watts: 8,
  memoryMebibytes: 512,
  framework: "pytorch",
  standsAlone: true,
};

test.each<PageMessage>([
  { kind: "ready" },
  { kind: "shown", rows: 41 },
  { kind: "refresh" },
  { kind: "open", page: "publishedDeployments" },
  { kind: "recommend", needs: {} },
  { kind: "recommend", needs: { ...needs, framework: "pytorch" } },
])("%j is a message", (message) => {
  expect(readPageMessage(message)).toEqual(message);
});

describe("what a page that was taken over could say is none", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a text", "ready"],
    ["an unknown kind", { kind: "executeCommand", command: "workbench.action.quit" }],
    ["a kind of an object's own", { kind: "__proto__" }],
    ["a page that is not there", { kind: "open", page: "../../etc/passwd" }],
    ["a path beside the kind", { kind: "refresh", uri: "file:///etc/passwd" }],
    ["rows below zero", { kind: "shown", rows: -1 }],
    ["rows that are no number", { kind: "shown", rows: "41" }],
    ["needs that are not there", { kind: "recommend" }],
    ["needs without a limit", { kind: "recommend", needs: { watts: Infinity } }],
    ["needs of nothing", { kind: "recommend", needs: { watts: 0 } }],
    ["needs of another kind", { kind: "recommend", needs: { watts: "8" } }],
    ["an unknown framework", { kind: "recommend", needs: { framework: "caffe" } }],
    ["an unknown need", { kind: "recommend", needs: { command: "x" } }],
    ["a long text", { kind: "open", page: "x".repeat(1_000_000) }],
  ])("%s", (_, value) => {
    expect(readPageMessage(value)).toBeUndefined();
  });

  test("and nothing else throws", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), (value) => {
        expect(["undefined", "object"]).toContain(typeof readPageMessage(value));
      }),
      { numRuns: 300 },
    );
  });
});

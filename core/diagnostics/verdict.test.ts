import { expect, test } from "vitest";
import { type Severity } from "../graph/problem.ts";
import { obstacles, type Verdict, verdictOf, verdicts } from "./verdict.ts";

const found = (rule: string, severity: Severity, device?: string) => ({
  rule,
  severity,
  message: "M.",
  ...(device !== undefined && { device }),
  alike: [],
});

test.each<readonly [string, readonly [string, Severity, string?][], boolean, Verdict]>([
  ["nothing said", [], true, "fits"],
  ["nothing known", [], false, "no-data"],
  ["a remark", [["runtime-end-of-life", "info", "a"]], true, "fits"],
  ["a warning", [["cpu-fallback-partition", "warning", "a"]], true, "fits-with-warnings"],
  ["a warning and no prediction", [["cpu-fallback-partition", "warning", "a"]], false, "no-data"],
  ["a broken budget", [["exceeds-energy-budget", "error", "a"]], true, "does-not-fit"],
  ["no room", [["exceeds-device-memory", "error", "a"]], true, "does-not-run"],
  ["no operator, and no prediction", [["unsupported-operator", "error", "a"]], false, "does-not-run"],
  [
    "no operator, and a broken budget",
    [
      ["exceeds-latency-budget", "error", "a"],
      ["unsupported-operator", "error", "a"],
    ],
    true,
    "does-not-run",
  ],
  ["another device", [["unsupported-operator", "error", "b"]], true, "fits"],
  ["the model anywhere", [["pickle-code-execution", "error"]], true, "fits"],
  ["a style that the user made an error", [["depthwise-memory-access", "error", "a"]], true, "fits"],
  [
    "a compression that the user made an error",
    [["int8-not-accelerated", "error", "a"]],
    true,
    "fits-with-warnings",
  ],
])("%s", (_, diagnostics, hasForecast, expected) => {
  const all = diagnostics.map((it) => found(...it));
  expect(verdictOf(all, "a", hasForecast)).toBe(expected);
});

test("obstacles are of the device", () => {
  const all = [found("unsupported-operator", "error", "b"), found("cpu-fallback-partition", "warning", "a")];
  expect(obstacles(all, "a")).toEqual([all[1]]);
});

test("no two verdicts share their words, and each has a symbol", () => {
  const all = Object.values(verdicts);
  expect(new Set(all.map((it) => it.words)).size).toBe(all.length);
  expect(all.map((it) => it.symbol).join("")).toMatch(/^[✓⚠✗?]{5}$/);
});

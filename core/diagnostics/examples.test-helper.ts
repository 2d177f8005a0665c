import { expect } from "vitest";
import { devices } from "../devices/index.ts";
import { analyze } from "../metrics/analyze.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { type Finding, type Rule } from "../rules/contract/rule.ts";
import { type Example, type Forecast, type Subject, type Target } from "../rules/contract/subject.ts";
import { linksOf } from "./links.ts";

/** What a rule finds in a model written as ONNX text. */
export function findings(rule: Rule, example: Example, forecast?: Forecast): readonly Finding[] {
  return [...rule.check(subjectOf(example, forecast))];
}

/** The rule finds its bad example, with a message that has a number in it, and nothing in its good one. */
export function expectExamples(rule: Rule, forecasts: { bad?: Forecast; good?: Forecast } = {}): void {
  for (const text of [rule.what, rule.why, rule.fix]) expect(text).toMatch(/^\S.*\S\.$/s);
  const bad = findings(rule, rule.bad, forecasts.bad);
  expect(bad.map((it) => it.message).join("\n")).toMatch(/\d/);
  for (const { message } of bad) expect(message).toMatch(/^[A-Z0-9].*\.$/s);
  expect(findings(rule, rule.good, forecasts.good)).toEqual([]);
}

export function subjectOf(example: Example, forecast?: Forecast): Subject {
  const { model, budgets = {}, problems: given = [], ...rest } = example;
  const { value, problems } = readOnnxText(model);
  expect(problems.filter((it) => it.severity === "error")).toEqual([]);
  const analysis = analyze(value.model);
  expect(analysis.problems).toEqual([]);
  const target = targetOf(rest, forecast);
  return {
    analysis,
    links: linksOf(analysis.nodes),
    problems: [...problems, ...given],
    budgets,
    targets: target ? [target] : [],
    ...(target && { target }),
  };
}

function targetOf(
  example: Omit<Example, "model" | "budgets" | "problems">,
  forecast?: Forecast,
): Target | undefined {
  const device = devices.find((it) => it.id === example.device);
  if (example.device === undefined) return undefined;
  if (!device) throw new Error(`no device ${example.device}`);
  const choice = { ...device.defaultRuntime, ...example.choice } as Target["choice"];
  const version = example.runtimeVersion;
  return {
    device,
    choice,
    ...(version !== undefined && { runtimeVersion: version }),
    ...(forecast && { forecast }),
  };
}

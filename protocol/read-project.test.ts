import { describe, expect, test } from "vitest";
import { projectFile } from "./project-file.ts";
import { readProject } from "./read-project.ts";

const rules = ["even-kernel"];

function read(project: unknown) {
  const text = JSON.stringify(project, undefined, 2);
  const { value, problems } = readProject(text, rules);
  const at = problems.map(({ severity, message, offset, length }) => [
    severity,
    message,
    offset === undefined ? undefined : text.slice(offset, offset + (length ?? 0)),
  ]);
  return { value, at };
}

describe("readProject", () => {
  test("gives what the file says, and where", () => {
    const text = '{"models": ["a.onnx", {"path": "b.py", "class": "B"}], "budgets": {"latencyMs": 20}}';
    const { value, problems } = readProject(text, rules);
    expect(problems).toEqual([]);
    expect(value?.project).toEqual(projectFile.parse(JSON.parse(text)));
    const place = value?.placeOf(["models", 1, "path"]);
    expect(place && text.slice(place.offset, place.offset + place.length)).toBe('"b.py"');
  });

  test.each([
    ["a wrong type", { models: "a.onnx" }, "An array is expected here.", '"models"'],
    ["a budget of 0", { budgets: { latencyMs: 0 } }, "A number above 0 is expected here.", '"latencyMs"'],
    ["a field that is not there", { modles: [] }, 'There is no field "modles" here.', '"modles"'],
    [
      "a field of a model that is not there",
      { models: [{ path: "a", klass: "B" }] },
      'There is no field "klass" here.',
      '"klass"',
    ],
    ["a model that is a number", { models: [7] }, "A string is expected here.", "7"],
    [
      "a runtime that is not there",
      { devices: [{ id: "jetson-nano", runtime: "trt" }] },
      /^One of .*"tensorrt"/,
      '"runtime"',
    ],
  ])("%s", (_, project, message, place) => {
    const { value, at } = read(project);
    expect(value).toBeUndefined();
    expect(at).toEqual([["error", expect.stringMatching(message), place]]);
  });

  test("a rule that is not there is a warning: another version may have it", () => {
    const { value, at } = read({ rules: { "even-kernels": "off" } });
    expect(value?.project.rules).toEqual({ "even-kernels": "off" });
    expect(at).toEqual([["warning", 'There is no rule "even-kernels".', '"even-kernels"']]);
  });

  test("what is no JSON says where", () => {
    const { value, problems } = readProject('{"models": [}', rules);
    expect(value).toBeUndefined();
    expect(problems).toEqual([expect.objectContaining({ severity: "error", offset: 12 })]);
  });
});

import { describe, expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver";
import { type Problem } from "../core/graph/problem.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { printOnnxText } from "../core/read/onnx-print.ts";
import { readOnnxText } from "../core/read/onnx-text.ts";
import { modelView } from "./model-view.ts";
import { toDiagnostic, toRange } from "./to-lsp.ts";

const text = `net (float[1, 4] x) => (y) {\n  a = Relu(x)\n  y = Sigmoid(a)\n}\n`;
const { model, map } = readOnnxText(text).value;
const ofText = modelView({ name: "n", text, map, model, problems: [], analysis: analyze(model) });

/** The same as if it had been a binary file, in which its nodes stood at bytes 100 and 200. */
function ofBinary() {
  const nodes = model.graph.nodes.map((it, i) => ({ ...it, span: { offset: 100 * (i + 1), length: 50 } }));
  const binary = { ...model, format: "onnx" as const, graph: { ...model.graph, nodes } };
  const printed = printOnnxText(binary, { fileName: "n.onnx" });
  return modelView({ name: "n.onnx", ...printed, model: binary, problems: [], analysis: analyze(binary) });
}

const problem: Problem = { code: "shape", severity: "warning", message: "2 is not 3." };

describe("toRange", () => {
  test("counts lines from 0", () => {
    const range = toRange(ofText, { offset: text.indexOf("Sigmoid"), length: 7 });
    expect(range).toEqual({ start: { line: 2, character: 6 }, end: { line: 2, character: 13 } });
  });
});

describe("toDiagnostic", () => {
  test("stands where the problem is in a text", () => {
    expect(toDiagnostic(ofText, { ...problem, offset: text.indexOf("Relu"), length: 4 }, undefined)).toEqual({
      range: { start: { line: 1, character: 6 }, end: { line: 1, character: 10 } },
      severity: DiagnosticSeverity.Warning,
      code: "shape",
      source: "edgewise",
      message: "2 is not 3.",
    });
  });

  test("stands at the node of a binary file, and says the byte", () => {
    const view = ofBinary();
    const diagnostic = toDiagnostic(view, { ...problem, offset: 200, length: 50 }, undefined);
    const at = view.text.indexOf("Sigmoid");
    expect(diagnostic.range).toEqual(view.lines.range(at, "Sigmoid".length));
    expect(diagnostic.message).toBe("2 is not 3. (byte 200 of the file)");
  });

  test("stands at the top when it is about no node", () => {
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(toDiagnostic(ofBinary(), { ...problem, offset: 7 }, undefined).range).toEqual(top);
    expect(toDiagnostic(ofText, problem, undefined).range).toEqual(top);
  });

  test("stays in the text whatever the offsets are", () => {
    const { range } = toDiagnostic(ofText, { ...problem, offset: 9e15, length: 9e15 }, undefined);
    expect(range).toEqual({ start: { line: 4, character: 0 }, end: { line: 4, character: 0 } });
  });

  test("has the severities of LSP, and a page", () => {
    const severityOf = (severity: Problem["severity"]) =>
      toDiagnostic(ofText, { ...problem, severity }, "file:///docs").severity;
    expect([severityOf("error"), severityOf("warning"), severityOf("info")]).toEqual([1, 2, 3]);
    expect(toDiagnostic(ofText, problem, "file:///docs").codeDescription?.href).toBe(
      "file:///docs/problems.md#shape",
    );
  });

  test("quotes no name as it is", () => {
    const { message } = toDiagnostic(
      ofText,
      { ...problem, message: `\u001b[2J\u202e${"x".repeat(1e6)}` },
      undefined,
    );
    expect(message).toMatch(/^\ufffd\[2J\ufffdx+…x+$/);
    expect(message).toHaveLength(1000);
  });
});

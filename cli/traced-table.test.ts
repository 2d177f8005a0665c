import { describe, expect, test } from "vitest";
import { type InspectReport } from "../protocol/inspect-report.ts";
import { markdownText } from "./markdown.ts";
import { node, report } from "./report.test-helper.ts";
import { tableText } from "./table.ts";

const place = { file: "net.py", line: 3, column: 5, endLine: 3, endColumn: 9 };
const notes: NonNullable<InspectReport["coverage"]["notes"]> = [
  { kind: "assumed-input", level: "info", message: "x was tried", count: 1 },
  { kind: "unknown-value", level: "error", message: "n is not known", location: place, count: 3 },
];
const traced = report({
  model: {
    name: "Net",
    format: "pytorch",
    path: "net.py",
    call: "Net(10)",
    inputs: [
      { name: "x", shape: [1, 3, 8, 8], dtype: "float32", source: "probe" },
      { name: "t", shape: [], dtype: "int64", source: "argument" },
    ],
  },
  nodes: [
    node({ name: "layer1.0.conv1/Conv", modulePath: "layer1.0.conv1" }),
    node({ name: "fc/linear_2", modulePath: "fc", operator: "aten.linear" }),
    node({ name: "Relu_2", modulePath: "", operator: "Relu" }),
  ],
  coverage: { nodes: 3, counted: 3, uncounted: [], notes },
  problems: [{ code: "python", severity: "error", message: "RuntimeError: no", location: place }],
});

describe("a report of traced source", () => {
  const text = tableText(traced, 3, { columns: 120, hasColors: false });

  test("says what made the model, and what it was run with", () => {
    expect(text).toContain("  made by           Net(10)\n");
    expect(text).toContain("  input             x: float32 1×3×8×8 (found by trying)\n");
    expect(text).toContain("  input             t: int64 scalar (as given)\n");
  });

  test("names rows after their module", () => {
    expect(text).toMatch(/\nlayer1\.0\.conv1 +Conv .*\nfc #2 +aten\.linear .*\nRelu_2 +Relu /);
  });

  test("lists what is not known, the worst first, and problems with their file", () => {
    expect(text).toContain("\nNotes (2):\n  net.py:3:5: n is not known, 3 times\n  x was tried\n");
    expect(text).toContain("\n  error python: RuntimeError: no (net.py:3:5)");
  });

  test("does so in Markdown too", () => {
    expect(markdownText(traced, 3)).toContain("\nNotes:\n\n- net.py:3:5: n is not known, 3 times\n");
  });
});

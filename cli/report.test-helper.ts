import { type InspectNode, type InspectReport } from "../protocol/inspect-report.ts";

/** A report of one node, with what a test wants to be different. */
export function report(changes: Partial<InspectReport> = {}): InspectReport {
  return {
    schemaVersion: 1,
    model: { name: "net.onnx", format: "onnx", path: "net.onnx" },
    bindings: {},
    totals: {
      parameters: 108,
      multiplyAdds: 3888,
      memoryAccess: 444,
      memoryAccessBytes: 1776,
      memoryUsageBytes: 1776,
      peakActivationBytes: 1344,
      weightBytes: 432,
      weightBytesByType: { float32: 432 },
    },
    coverage: { nodes: 1, counted: 1, uncounted: [] },
    nodes: [node()],
    problems: [],
    ...changes,
  };
}

export function node(changes: Partial<InspectNode> = {}): InspectNode {
  return {
    name: "conv",
    operator: "Conv",
    scope: "",
    location: {},
    inputs: [],
    outputs: [{ name: "y", shape: [1, 4, 6, 6], dtype: "float32" }],
    parameters: 108,
    multiplyAdds: 3888,
    memoryAccess: 444,
    memoryAccessBytes: 1776,
    memoryUsageBytes: 1008,
    ...changes,
  };
}

/** Names that would do harm where they are printed as they are. */
export const hostileNames = {
  clearScreen: "a\u001b[2Jb",
  link: "\u001b]8;;https://example.com\u001b\\click\u001b]8;;\u001b\\",
  clipboard: "\u001b]52;c;cm0gLXJmIC8=\u0007",
  c1: "a\u009b31mb\u009d52;c;eA==\u009cc",
  bidi: "a\u202egpj.exe\u2066b\u200fc\u061cd",
  lines: "a\nb\r\nc\u2028d",
  markup: "|x|`y`[z](command:rm)<img src=x onerror=1>**b**",
  addresses: "https://example.com/a www.example.com a@example.com",
  long: "layer".repeat(2000),
} as const;

/** As ONNX text has a name in quotes: it knows no escapes for controls, they stand as they are. */
export function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** Nothing that a terminal obeys, and nothing that hides or reorders what is shown; line feeds between rows aside. */
export const unsafeOnTerminals =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

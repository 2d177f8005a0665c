import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { modelJson, traceText } from "../core/read/trace.test-helper.ts";
import { inspectReport, type InspectReport } from "../protocol/inspect-report.ts";
import { type TraceRequest } from "../protocol/trace-request.ts";
import { loadPythonParser, type PythonParser } from "../server/python/python-parser.ts";
import { inspectPython, type PythonHost } from "./inspect-python.ts";
import { type PythonOptions } from "./python-options.ts";

const source = `from torch import nn

class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 7, bias=False)
        self.act = nn.ReLU()
        self.fc = nn.Linear(width, 10)

    def forward(self, x):
        return self.fc(self.conv(x))

class Other(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(4, 4)
`;

const folder = mkdtempSync(join(tmpdir(), "edgewise-inspect-"));
const file = join(folder, "net.py");
let parser: PythonParser;
beforeAll(async () => {
  writeFileSync(file, source);
  const { resolve } = createRequire(import.meta.url);
  for (const it of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"])
    copyFileSync(resolve(it), join(folder, basename(it)));
  parser = await loadPythonParser(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number | string | undefined;
  readonly out: string;
  readonly err: string;
  readonly request: TraceRequest | undefined;
  readonly isDisposed: boolean;
}

const outcome = { out: "", err: "" };
beforeEach(() => Object.assign(outcome, { out: "", err: "" }));

type Reply = Awaited<ReturnType<ReturnType<PythonHost["tracer"]>["trace"]>>;

/** The command with a sandbox that gives this reply. */
async function inspect(
  options: Partial<PythonOptions>,
  reply: Reply | string = { ok: false, error: { kind: "crashed", message: "not asked for" } },
  path = file,
): Promise<Outcome> {
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    outcome.out += String(text);
    return true;
  });
  const log = vi
    .spyOn(console, "error")
    .mockImplementation((text) => void (outcome.err += `${String(text)}\n`));
  const before = process.exitCode;
  process.exitCode = undefined;
  const seen: { request?: TraceRequest; isDisposed: boolean } = { isDisposed: false };
  try {
    const host: PythonHost = {
      parser: () => Promise.resolve(parser),
      tracer: () => ({
        trace: ({ request }) => {
          seen.request = request;
          return Promise.resolve(typeof reply === "string" ? { ok: true, value: reply } : reply);
        },
        warm: () => undefined,
        dispose: () => {
          seen.isDisposed = true;
          return Promise.resolve();
        },
      }),
    };
    const all = { input: [], searchPath: [], ...options };
    await inspectPython(path, all, { host, printing: { format: "json" } });
    return { code: process.exitCode ?? 0, request: undefined, ...outcome, ...seen };
  } finally {
    process.exitCode = before;
    write.mockRestore();
    log.mockRestore();
  }
}

function report({ out }: Outcome): InspectReport {
  const json: unknown = JSON.parse(out);
  // Parsing drops what the schema does not know: nothing may be dropped.
  expect(inspectReport.parse(json)).toEqual(json);
  return json as InspectReport;
}

const frames = [
  [0, 6, 20, 6, 50],
  [0, 11, 23, 11, 35],
];

function traced(more: Record<string, unknown> = {}): Record<string, unknown> {
  const model = modelJson({
    inputs: { x: "float32 1x3x8x8" },
    constants: { "conv.weight": { type: "float32 64x3x7x7" } },
    nodes: [{ op: "Conv", in: ["x", "conv.weight"], out: { a: "float32 1x64x2x2" }, stack: 0, call: 0 }],
    modules: [{ path: "conv", class: "Conv2d", definition: 0, stack: null, constants: [0] }],
    calls: [{ module: 0, parent: null, stack: 0, inputs: [0], outputs: [2], nodes: [0, 1] }],
    notes: [{ kind: "assumed-input", level: "info", message: "found by trying", frame: null, count: 1 }],
  });
  return { ...model, ...more };
}

function trace(models: readonly unknown[], more: Record<string, unknown> = {}): string {
  return traceText(models, { files: [file], frames, stacks: [[1]], ...more });
}

const error = {
  phase: "forward",
  type: "RuntimeError",
  message: "mat1 and mat2 shapes cannot be multiplied (1x256 and 512x10)",
  frame: 1,
  stack: 0,
  module: "fc",
};
const range = (line: number, column: number, endColumn: number, where = file) => ({
  file: where,
  line,
  column,
  endLine: line,
  endColumn,
});

describe("without --trust", () => {
  test("the text's parameters, and a word on what --trust adds", async () => {
    const result = await inspect({});
    expect(result).toMatchObject({ code: 0, request: undefined });
    expect(result.err).toContain("--trust runs it in a sandbox");
    const { nodes, totals, coverage } = report(result);
    expect(nodes.map((it) => [it.name, it.operator, it.parameters])).toEqual([
      ["Net.conv", "Conv2d", 64 * 3 * 49],
      ["Net.fc", "Linear", undefined],
      ["Other.fc", "Linear", 20],
    ]);
    expect(nodes[0]?.location).toEqual(range(6, 21, 52));
    expect(totals).toMatchObject({ parameters: 9408 + 20, lowerBounds: ["parameters", "weightBytes"] });
    expect(totals).not.toHaveProperty("multiplyAdds");
    expect(coverage.uncounted.map((it) => it.node)).toEqual(["Net.fc"]);
  });

  test("one class alone; what needs a run is named", async () => {
    const result = await inspect({ class: "Other", input: ["1x4"], args: "x=1" });
    expect(report(result).nodes.map((it) => it.name)).toEqual(["Other.fc"]);
    expect(result.err).toContain("--input, --args need it.");
  });
});

describe("with --trust", () => {
  test("what the run recorded, with places", async () => {
    const result = await inspect({ trust: true }, trace([traced()]));
    expect(result).toMatchObject({ code: 0, err: "", isDisposed: true });
    const { model, nodes, totals, coverage, problems } = report(result);
    expect(model).toEqual({
      name: "Net",
      format: "pytorch",
      path: file,
      class: "Net",
      call: "Net()",
      inputs: [{ name: "x", shape: [1, 3, 8, 8], dtype: "float32", source: "randn" }],
    });
    expect(nodes).toMatchObject([
      {
        name: "conv/Conv",
        scope: "conv",
        modulePath: "conv",
        location: range(11, 24, 36),
        definition: range(6, 21, 51),
        calls: [range(11, 24, 36)],
        parameters: 9408,
      },
    ]);
    expect(totals).toMatchObject({ parameters: 9408, multiplyAdds: 9408 * 4 });
    expect(coverage.notes).toEqual([
      { kind: "assumed-input", level: "info", message: "found by trying", count: 1 },
    ]);
    expect(problems).toEqual([]);
  });

  test("the request says what was asked for", async () => {
    const options = { class: "Net", args: "width=4", input: ["x=1x3x8x8:float16", "1x128:int64", "scalar"] };
    const { request } = await inspect({ ...options, trust: true, searchPath: [folder] }, trace([traced()]));
    expect(request).toMatchObject({
      version: 1,
      file,
      roots: [folder],
      class: "Net",
      args: "width=4",
      input: [
        { name: "x", shape: [1, 3, 8, 8], dtype: "float16" },
        { shape: [1, 128], dtype: "int64" },
        { shape: [] },
      ],
    });
    expect(request?.searchPath[0]).toBe(folder);
  });

  test("of several models the first, and the others are named", async () => {
    const other = traced({ entry: { class: "Other", call: "Other()", kind: "class", name: "Other" } });
    const result = await inspect({ trust: true }, trace([traced(), other]));
    expect([result.code, report(result).model.name]).toEqual([0, "Net"]);
    expect(result.err).toBe(`edgewise: also in ${file}: Other() (--class or --call shows one)\n`);
  });

  test("exit code 3: forward failed; what ran before is printed", async () => {
    const result = await inspect({ trust: true }, trace([traced({ error })]));
    const message = `RuntimeError: ${error.message}`;
    expect(result.code).toBe(3);
    expect(result.err).toBe(`edgewise: ${file}:11:24: ${message} (in fc)\n`);
    const { nodes, problems, totals } = report(result);
    expect(nodes).toHaveLength(1);
    expect(problems).toEqual([{ code: "python", severity: "error", message, location: range(11, 24, 36) }]);
    expect(totals.lowerBounds).toContain("multiplyAdds");
  });

  test("exit code 3: the file failed; its text is looked at instead", async () => {
    const failed = {
      ...error,
      phase: "import",
      type: "ModuleNotFoundError",
      message: "No module named 'foo'",
    };
    const result = await inspect({ trust: true }, trace([], { error: failed }));
    expect(result).toMatchObject({ code: 3, isDisposed: true });
    expect(result.err).toBe(`edgewise: ${file}:11:24: ModuleNotFoundError: No module named 'foo' (in fc)\n`);
    const { nodes, problems } = report(result);
    expect(nodes).toHaveLength(3);
    expect(problems).toMatchObject([{ code: "python", location: { line: 11 } }]);
  });

  test("exit code 3: the sandbox stopped it", async () => {
    const result = await inspect(
      { trust: true },
      { ok: false, error: { kind: "timeout", message: "stopped after 10 s" } },
    );
    expect(result).toMatchObject({ code: 3, err: `edgewise: ${file}: stopped after 10 s\n` });
    expect(report(result).problems).toMatchObject([{ code: "python", message: "stopped after 10 s" }]);
  });

  test("exit code 2: no model, or none that could be made", async () => {
    const none = await inspect({ trust: true }, trace([]));
    expect(none).toMatchObject({ code: 2, out: "", err: `edgewise: ${file}: there is no model in it\n` });
    const candidates = [{ name: "Net", kind: "class", definition: 0, reason: "needs width" }];
    const some = await inspect({ trust: true }, trace([], { candidates }));
    expect(some).toMatchObject({ code: 2, out: "" });
    expect(some.err).toContain("Net needs width (--class with --args, or --call)");
  });

  test("nothing of what the sandbox writes reaches the terminal as more than text", async () => {
    const hostile = "\u001b]52;c;cm0gLXJmIC8=\u0007\u202e";
    const entry = { class: hostile, call: hostile, kind: "class", name: hostile };
    const result = await inspect(
      { trust: true },
      trace([traced({ entry, error: { ...error, message: hostile, type: hostile } }), traced({ entry })]),
    );
    expect(result.out + result.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

test("exit code 2: no such file", async () => {
  const result = await inspect({ trust: true }, "", join(folder, "none.py"));
  expect(result).toMatchObject({ code: 2, out: "" });
  expect(result.err).toContain("there is no such file");
});

test.each<[string, Partial<PythonOptions>, string]>([
  ["--class and --call", { class: "Net", call: "Net()" }, "--class and --call"],
  ["--args for --call", { call: "Net()", args: "x=1" }, "--args is for --class"],
  ["--input and --inputs", { input: ["1x3"], inputs: "(x,)" }, "--input and --inputs"],
  ["a shape that is none", { input: ["1xside"] }, "1xside"],
  ["a size past all counting", { input: ["99999999999999999999"] }, "99999999999999999999"],
  ["an element type that is none", { input: ["1x3:float99"] }, "float99"],
  ["a folder that is none", { searchPath: ["/nowhere/at/all"] }, "/nowhere/at/all"],
])("exit code 64: %s", async (_, options, message) => {
  const result = await inspect({ ...options, trust: true });
  expect(result).toMatchObject({ code: 64, out: "", request: undefined });
  expect(result.err).toContain(message);
});

import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileNames, quoted, unsafeOnTerminals } from "../cli/report.test-helper.ts";
import { inspectReport, type InspectReport } from "../protocol/inspect-report.ts";

// The command line as a shell runs it: options, streams and exit codes of docs/cli.md, nothing of its insides.
const root = join(import.meta.dirname, "..");
const sample = join(root, "samples", "fashion-mobile.onnx");
let folder: string;
let program: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "edgewise-cli-"));
  // Bundled as the package has it: a start takes a tenth of a second, and there are many.
  const entryPoints = [join(root, "cli", "main.ts")];
  program = join(folder, "dist", "cli.cjs");
  const define = { "import.meta.dirname": "__dirname", "import.meta.url": "__filename" };
  const mainFields = ["module", "main"];
  await build({
    entryPoints,
    outfile: program,
    bundle: true,
    platform: "node",
    mainFields,
    logLevel: "warning",
    define,
  });
  const { resolve } = createRequire(import.meta.url);
  for (const it of ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"])
    copyFileSync(resolve(it), join(folder, "dist", basename(it)));
  writeFileSync(join(folder, "net.onnx.txt"), net());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Conv with 108 weights and, on an 8×8 image, 4 × 6 × 6 outputs of 27 products each; a size that depends on data. */
function net(name = "c"): string {
  return `<ir_version: 8, opset_import: ["" : 17]>
net (float[batch, 3, side, side] x, float[4, 3, 3, 3] w = ["location": "w.bin"]) => (y, kept) {
  ${JSON.stringify(name)} = Conv(x, w)
  y = Relu(${JSON.stringify(name)})
  kept = NonZero(y)
}
`;
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, ...own } = process.env;
  return spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(args: readonly string[], env?: Record<string, string>): Promise<Outcome> {
  const child = start(args, env);
  let [out, err] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (it: string) => (out += it));
  child.stderr?.setEncoding("utf8").on("data", (it: string) => (err += it));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out, err };
}

async function inspected(...args: string[]): Promise<InspectReport> {
  const { code, out, err } = await run(["inspect", ...args, "--json"]);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as InspectReport;
}

describe("edgewise inspect", { timeout: 30_000 }, () => {
  test("--json prints the report that its schema describes, and no more than that", async () => {
    const report = await inspected(sample);
    // Parsing drops what the schema does not know: nothing may be dropped.
    expect(inspectReport.parse(report)).toEqual(report);
    expect(report.model).toMatchObject({ format: "onnx", path: sample, name: "fashion-mobile.onnx" });
    expect(report.nodes).toHaveLength(report.coverage.nodes);
    expect(report.nodes.some((it) => it.folded)).toBe(true);
  });

  test("--json and --format json are the same", async () => {
    const [long, short] = await Promise.all([
      run(["inspect", "net.onnx.txt", "--format", "json"]),
      run(["inspect", "net.onnx.txt", "--json"]),
    ]);
    expect(long).toEqual(short);
  });

  test("what is not known is absent, with a formula where a size would tell", async () => {
    const { totals, bindings, nodes } = await inspected("net.onnx.txt");
    expect(bindings).toEqual({ batch: 1 });
    expect(totals).not.toHaveProperty("multiplyAdds");
    expect(totals.formulas?.multiplyAdds).toContain("side");
    expect(nodes[0]).not.toHaveProperty("multiplyAdds");
  });

  test("--bind gives sizes: several at once, several times, the last one counts", async () => {
    const { bindings, totals } = await inspected(
      ...["net.onnx.txt", "--bind", "batch=9, side=7", "--bind", "side=8", "--bind", "batch=2"],
    );
    expect(bindings).toEqual({ batch: 2, side: 8 });
    expect(totals.multiplyAdds).toBe(2 * 4 * 6 * 6 * 27);
    expect(totals.parameters).toBe(108);
  });

  test("--bind takes a size that depends on data", async () => {
    const { nodes } = await inspected("net.onnx.txt", "--bind", "side=8,kept_d1=5");
    expect(nodes[2]?.outputs[0]?.shape).toEqual([4, 5]);
  });

  test("--input gives a shape, and the symbols in it", async () => {
    const { bindings, totals } = await inspected("net.onnx.txt", "--input", "x=2x3x8x8");
    expect(bindings).toEqual({ batch: 2, side: 8 });
    expect(totals.multiplyAdds).toBe(2 * 3888);
  });

  test("--sort and --top order and cut the nodes, not the totals", async () => {
    const [all, top] = await Promise.all([
      inspected(sample),
      inspected(sample, "--sort", "memoryAccess", "--top", "3"),
    ]);
    const most = all.nodes.map((it) => it.memoryAccess ?? 0).sort((a, b) => b - a);
    expect(top.nodes.map((it) => it.memoryAccess)).toEqual(most.slice(0, 3));
    expect(top.totals).toEqual(all.totals);
  });

  test("prints a table, and leaves out what runs once", async () => {
    const { code, out } = await run(["inspect", sample, "--top", "2"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^fashion-mobile\.onnx {2}onnx, /);
    expect(out).toMatch(
      /\nNode +Operator +Output +Parameters +Multiply-adds +Share +Memory access +Intensity\n/,
    );
    expect(out).toMatch(/\n\d+ more nodes\n$/);
    expect(out).not.toContain("Constant ");
  });

  test("prints CSV and Markdown", async () => {
    const [csv, markdown] = await Promise.all([
      run(["inspect", "net.onnx.txt", "--format", "csv"]),
      run(["inspect", "net.onnx.txt", "--format", "markdown"]),
    ]);
    expect(csv.out).toMatch(/^name,operator,.*\r\nc,Conv,,1x4xside - 2xside - 2,float32,108,/);
    expect(csv.out.replaceAll("\r\n", "")).not.toContain("\n");
    expect(markdown.out).toContain("\n| `c` | Conv |");
  });

  test("reads a broken model as far as it goes, and says what is wrong", async () => {
    const bytes = readFileSync(sample);
    writeFileSync(join(folder, "cut.onnx"), bytes.subarray(0, bytes.length - 100));
    const { problems } = await inspected("cut.onnx");
    expect(problems[0]).toMatchObject({ code: "truncated", location: { file: "cut.onnx" } });
    expect(problems[0]?.location.offset).toBeGreaterThan(0);
    writeFileSync(join(folder, "cut.onnx.txt"), net().slice(0, -10));
    const text = await run(["inspect", "cut.onnx.txt"]);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/Problems \(\d+\):\n {2}error malformed: .* \(line 5, column \d+\)/);
  });

  test("exit code 2: not readable, with the reason and the offset", async () => {
    writeFileSync(join(folder, "page.onnx"), "<!DOCTYPE html><title>Not found</title>");
    writeFileSync(join(folder, "empty.onnx"), "");
    for (const file of ["page.onnx", "empty.onnx"]) {
      const { code, out, err } = await run(["inspect", file]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(new RegExp(`^edgewise: ${file}: .*offset \\d+`));
    }
    for (const [file, reason] of [
      ["none.onnx", "no such file"],
      ["none.onnx.txt", "there is no such file"],
      [folder, "a folder"],
    ] as const) {
      const { code, out, err } = await run(["inspect", file]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(reason);
    }
  });

  for (const [why, args, message] of [
    ["an input that is none of the model's", ["--input", "y=1x3x8x8"], "the model's inputs are x"],
    ["a rank that is not the declared one", ["--input", "x=3x8x8"], "batch×3×side×side"],
    ["a shape that is none", ["--input", "x=1xside"], "1xside"],
    ["a size past all counting", ["--input", "x=99999999999999999999x3x8x8"], "99999999999999999999"],
    ["an input without a shape", ["--input", "x"], '"x"'],
    ["a symbol that is none of the model's", ["--bind", "sied=8"], "batch, side, kept_d1"],
    ["a binding without a number", ["--bind", "side"], '"side"'],
    ["a negative size", ["--bind", "side=-1"], "side=-1"],
    ["a size that is no whole number", ["--bind", "side=1.5"], "side=1.5"],
    ["no nodes at all", ["--top", "0"], '"0"'],
    ["a count that is none", ["--top", "1e3"], '"1e3"'],
    ["an unknown metric", ["--sort", "size"], "multiplyAdds"],
    ["an unknown format", ["--format", "xml"], "markdown"],
    ["an unknown option", ["--nodes"], "--nodes"],
    ["what is for Python source", ["--class", "Net"], "--class is for Python source"],
    ["trust in what is never run", ["--trust"], "--trust is for Python source"],
    ["a second file", ["other.onnx"], "arguments"],
  ] as const) {
    test(`exit code 64: ${why}`, async () => {
      const { code, out, err } = await run(["inspect", "net.onnx.txt", ...args]);
      expect([code, out]).toEqual([64, ""]);
      expect(err).toContain(message);
    });
  }

  test("Python source without --trust: the parameters of its layers", async () => {
    writeFileSync(join(folder, "net.py"), "from torch import nn\nfc = nn.Linear(512, 10)\n");
    const { code, out, err } = await run(["inspect", "net.py"]);
    expect(code).toBe(0);
    expect(out).toMatch(/\nLinear +Linear .* 5,130 /);
    expect(err).toContain("--trust runs it in a sandbox");
    const wrong = await run(["inspect", "net.py", "--bind", "x=1"]);
    expect([wrong.code, wrong.out]).toEqual([64, ""]);
  });

  for (const args of [[], ["inspect"], ["inspct", "net.onnx.txt"], ["lsp"]]) {
    test(`exit code 64: edgewise ${args.join(" ")}`, async () => {
      const { code, out, err } = await run(args);
      expect([code, out]).toEqual([64, ""]);
      expect(err).not.toBe("");
    });
  }

  test("--help and --version are no failures", async () => {
    const [help, version] = await Promise.all([run(["inspect", "--help"]), run(["--version"])]);
    expect([help.code, version.code]).toEqual([0, 0]);
    for (const option of ["--bind", "--input", "--sort", "--top", "--json", "--format"])
      expect(help.out).toContain(option);
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("no name of a model reaches the terminal as more than text", async () => {
    const names = Object.values(hostileNames).map((it) => it.slice(0, 200));
    const nodes = names.map((it, i) => `  ${quoted(it)} = Relu(${quoted(names[i - 1] ?? "x")})`);
    writeFileSync(
      join(folder, "hostile.onnx.txt"),
      `<ir_version: 8, opset_import: ["" : 17], producer_name: "\u001b]0;x\u0007">\nnet (float["\u001b[2J", 4] x) => (z) {\n${nodes.join("\n")}\n  z = Foo(q)\n}\n`,
    );
    for (const format of ["table", "csv", "markdown", "json"]) {
      const { code, out, err } = await run(["inspect", "hostile.onnx.txt", "--format", format]);
      expect([code, err]).toEqual([0, ""]);
      expect(out.replaceAll("\r\n", "\n")).not.toMatch(unsafeOnTerminals);
    }
    const wrong = await run(["inspect", "hostile.onnx.txt", "--bind", "none=1"]);
    expect(wrong.code).toBe(64);
    expect(wrong.err).not.toMatch(unsafeOnTerminals);
  });

  test("COLUMNS says how wide the table may be, and a pipe gets no colour", async () => {
    const { out } = await run(["inspect", sample], { COLUMNS: "64", TERM: "xterm-256color" });
    expect(out).not.toContain("\u001b");
    const rows = out.slice(out.indexOf("\nNode ") + 1).split("\n");
    expect(Math.max(...rows.map((it) => it.length))).toBeLessThanOrEqual(64);
  });

  test("a reader that stops early is no failure", async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `  a${i + 1} = Relu(a${i})`).join("\n");
    writeFileSync(
      join(folder, "long.onnx.txt"),
      `<ir_version: 8, opset_import: ["" : 17]>\nnet (float[4] a0) => (a20000) {\n${lines}\n}\n`,
    );
    const child = start(["inspect", "long.onnx.txt"]);
    let err = "";
    child.stderr?.setEncoding("utf8").on("data", (it: string) => (err += it));
    child.stdout?.once("data", () => child.stdout?.destroy());
    const code = await new Promise<number | null>((done) => child.on("close", done));
    expect([code, err]).toEqual([0, ""]);
  });
});

import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkpointReport } from "../protocol/checkpoint-report.ts";
import { inspectReport, type InspectReport } from "../protocol/inspect-report.ts";
import { buildTracerAssets } from "../scripts/tracer-assets.mjs";

// `edgewise inspect model.py` as a shell runs it, with the sandbox as it is shipped.
const root = join(import.meta.dirname, "..");
const samples = join(root, "samples");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-cli-python-")));
const program = join(folder, "dist", "cli.cjs");

beforeAll(async () => {
  const entryPoints = [join(root, "cli", "main.ts")];
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
  await buildTracerAssets(join(folder, "dist", "tracer"));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function inspect(...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [program, "inspect", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (it: string) => (out += it));
  child.stderr.setEncoding("utf8").on("data", (it: string) => (err += it));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out, err };
}

function report(out: string): InspectReport {
  const json: unknown = JSON.parse(out);
  // Parsing drops what the schema does not know: nothing may be dropped.
  expect(inspectReport.parse(json)).toEqual(json);
  return json as InspectReport;
}

function source(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe("edgewise inspect model.py --trust", { timeout: 60_000 }, () => {
  test("numbers of the sample, and the places of each node", async () => {
    const file = join(samples, "fashion_resnet.py");
    const { code, out, err } = await inspect(file, "--trust", "--json", "--input", "1x1x28x28");
    expect([code, err]).toEqual([0, ""]);
    const { model, totals, nodes, problems, coverage } = report(out);
    expect(model).toMatchObject({
      name: "FashionResNet",
      format: "pytorch",
      class: "FashionResNet",
      inputs: [{ name: "x", shape: [1, 1, 28, 28], dtype: "float32", source: "argument" }],
    });
    // README.md of the samples has the parameters; the multiply-adds are those of fashion-resnet.onnx.
    expect(totals).toMatchObject({ parameters: 308_074, multiplyAdds: 10_150_272 });
    expect([problems, coverage.uncounted]).toEqual([[], []]);
    // `out = F.relu(self.bn1(self.conv1(x)))` of BasicBlock, and `self.layer1(x)` that led there.
    const conv = nodes.find((it) => it.modulePath === "layer1.conv1");
    expect(conv).toMatchObject({ name: "layer1.conv1/Conv", location: { file, line: 25, column: 31 } });
    expect(conv?.calls?.map((it) => it.line)).toEqual([43, 25]);
    expect(conv?.definition).toMatchObject({ file, line: 13, column: 22 });
  });

  test("--class, --args, --call, --inputs choose what is run", async () => {
    const file = source(
      "net.py",
      `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, width=8, out=10):
        super().__init__()
        self.fc = nn.Linear(width, out)

    def forward(self, x):
        return self.fc(x)

class Other(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)

    def forward(self, x):
        return self.fc(x)

def build(kind):
    return {"tiny": Net(2, 3), "large": Net(200, 300)}[kind]
`,
    );
    const parameters = async (...args: string[]) => {
      const { code, out } = await inspect(file, "--trust", "--json", ...args);
      return [code, report(out).totals.parameters, report(out).nodes[0]?.outputs[0]?.shape];
    };
    expect(await parameters("--class", "Other")).toEqual([0, 20, [1, 4]]);
    expect(await parameters("--class", "Net", "--args", "out=5")).toEqual([0, 45, [1, 5]]);
    expect(await parameters("--call", "build('tiny')", "--input", "7x2")).toEqual([0, 9, [7, 3]]);
    expect(await parameters("--call", "Net()", "--inputs", "(torch.randn(3, 4, 8),)")).toEqual([
      0,
      90,
      [3, 4, 10],
    ]);
  });

  test("exit code 3: forward fails; its line, and what ran before", async () => {
    const file = source(
      "broken.py",
      `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.fc = nn.Linear(1024, 10)

    def forward(self, x):
        x = self.conv(x).mean((2, 3))
        return self.fc(x)
`,
    );
    const { code, out, err } = await inspect(file, "--trust", "--json", "--input", "1x3x32x32");
    expect(code).toBe(3);
    expect(err).toMatch(
      /^edgewise: broken\.py:12:16: RuntimeError: mat1 and mat2 shapes cannot be multiplied \(1x8 and 1024x10\)/,
    );
    const { nodes, problems, totals } = report(out);
    expect(nodes.map((it) => it.operator)).toEqual(["Conv", "ReduceMean"]);
    expect(problems).toMatchObject([
      { code: "python", severity: "error", location: { file, line: 12, column: 16 } },
    ]);
    // Of the whole model, the part that did not run included.
    expect(totals.parameters).toBe(8 * 3 * 9 + 8 + 1024 * 10 + 10);
    expect(totals.lowerBounds).toContain("multiplyAdds");
  });

  test("exit code 3: a syntax error; the parameters of the text are there", async () => {
    const file = source(
      "half.py",
      "from torch import nn\nfc = nn.Linear(512, 10)\nclass Net(nn.Module):\n    def (\n",
    );
    const { code, out, err } = await inspect(file, "--trust", "--json");
    expect(code).toBe(3);
    expect(err).toMatch(/^edgewise: half\.py:4:\d+: SyntaxError: /);
    expect(report(out).nodes).toMatchObject([{ operator: "Linear", parameters: 5130 }]);
  });

  test("exit code 2: no model in it", async () => {
    const { code, out, err } = await inspect(source("empty.py", "x = 1\n"), "--trust");
    expect([code, out, err]).toEqual([2, "", "edgewise: empty.py: there is no model in it\n"]);
  });
});

describe("edgewise inspect weights.pt --model", { timeout: 60_000 }, () => {
  const weights = join(samples, "fashion-mobile-half.pt");

  test("compares with the model that the source makes, in the sandbox", async () => {
    const source = join(samples, "fashion_mobile.py");
    const whole = await inspect(weights, "--model", source, "--trust", "--json");
    expect(whole).toMatchObject({ code: 0, err: "" });
    expect(checkpointReport.parse(JSON.parse(whole.out)).match).toMatchObject({
      model: { name: "FashionMobile", tensors: 122 },
      matched: 122,
      missing: [],
      unexpected: [],
      mismatched: [],
    });
    const other = await inspect(weights, "--model", source, "--call", "FashionMobile(7)", "--trust");
    expect(other.out).toContain("120 of 122 tensors match FashionMobile(7)");
    expect(other.out).toContain("shape differs: classifier.weight is 10×128 in the file, 7×128 in the model");
  });

  test("needs --trust; a failing source ends with 3, and the weights are shown all the same", async () => {
    const untrusted = await inspect(weights, "--model", join(samples, "fashion_mobile.py"));
    expect(untrusted).toMatchObject({ code: 64, out: "" });
    const broken = source("broken.py", "import torch\nraise ValueError('not here')\n");
    const failed = await inspect(weights, "--model", broken, "--trust");
    expect(failed.code).toBe(3);
    expect(failed.err).toContain("ValueError: not here");
    expect(failed.out).toContain("parameters");
  });
});

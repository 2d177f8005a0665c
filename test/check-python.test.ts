import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CheckReport } from "../protocol/check-report.ts";
import { type PredictReport } from "../protocol/deployment-report.ts";
import { type InspectReport } from "../protocol/inspect-report.ts";
import { buildTracerAssets } from "../scripts/tracer-assets.mjs";
import { buildProgram, runProgram } from "./command-line.test-helper.ts";

// `edgewise check`, `predict` and `inspect --device` on Python source, with the sandbox as it is shipped.
const folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-check-python-")));
let program: string;
let home: string;
let count = 0;

beforeAll(async () => {
  program = await buildProgram(folder);
  await buildTracerAssets(join(folder, "dist", "tracer"));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  home = join(folder, `project-${++count}`);
  mkdirSync(home);
});

function write(name: string, text: string): void {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const run = (...args: string[]) => runProgram(program, args, home);

async function check(...args: string[]): Promise<CheckReport["models"][number]> {
  const { out } = await run("check", "--trust", ...args, "--format", "json");
  const [model] = (JSON.parse(out) as CheckReport).models;
  if (!model) throw new Error(out);
  return model;
}

const found = ({ diagnostics }: Pick<CheckReport["models"][number], "diagnostics">, rule: string) =>
  diagnostics.filter((it) => it.rule === rule);

interface Lines {
  /** Behind the definition of the first convolution, and behind its call. */
  readonly definition?: string;
  readonly call?: string;
  readonly aboveDefinition?: string;
  readonly aboveClass?: string;
}

/** Two convolutions with even kernels, the second one with more multiply-adds. */
function net({ definition = "", call = "", aboveDefinition = "", aboveClass = "" }: Lines = {}): string {
  return `import torch
from torch import nn
${aboveClass}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
${aboveDefinition && `        ${aboveDefinition}\n`}        self.a = nn.Conv2d(16, 32, 4, padding=1)${definition}
        self.b = nn.Conv2d(32, 64, 4, padding=1)

    def forward(self, x):
        x = torch.relu(self.a(x))${call}
        return torch.relu(self.b(x))

if __name__ == "__main__":
    Net()(torch.randn(1, 16, 64, 64))
`;
}

describe("devices of Python source", { timeout: 60_000 }, () => {
  test("inspect gives each finding its call, predict each kernel", async () => {
    write("net.py", net());
    const inspected = await run("inspect", "net.py", "--trust", "--device", "jetson-nano", "--json");
    expect([inspected.code, inspected.err]).toEqual([0, ""]);
    const { diagnostics, devices } = JSON.parse(inspected.out) as InspectReport;
    expect(Object.keys(devices ?? {})).toEqual(["jetson-nano"]);
    // The worse one speaks for both: `self.b(x)`.
    const [even] = found({ diagnostics: diagnostics ?? [] }, "even-kernel");
    expect(even).toMatchObject({
      node: "b/Conv",
      location: { file: "net.py", line: 12, column: 27 },
      alike: [{ node: "a/Conv", location: { file: "net.py", line: 11 } }],
    });
    const predicted = await run("predict", "net.py", "--trust", "--device", "jetson-nano", "--json");
    const nano = (JSON.parse(predicted.out) as PredictReport).devices["jetson-nano"];
    expect(nano).toMatchObject({
      kernels: [
        { nodes: ["a/Conv", expect.any(String)], class: "dense", location: { file: "net.py", line: 11 } },
        { nodes: ["b/Conv", expect.any(String)], class: "dense", location: { file: "net.py", line: 12 } },
      ],
    });
  });

  test("without --trust nothing is run, and that is said", async () => {
    write("net.py", net());
    for (const args of [
      ["inspect", "net.py", "--device", "jetson-nano"],
      ["predict", "net.py", "--device", "jetson-nano"],
      ["check", "net.py"],
    ])
      expect(await run(...args)).toMatchObject({ code: 64, err: expect.stringContaining("--trust") });
  });

  test("code that fails is 3, and what ran before is shown", async () => {
    write("net.py", net().replace("return torch.relu(self.b(x))", "return self.b(x.view(3, 5))"));
    const { code, out, err } = await run("check", "net.py", "--trust", "--device", "jetson-nano");
    expect(code).toBe(3);
    expect(err).toMatch(/^edgewise: net\.py:12:\d+: /m);
    expect(out).toContain("✗ failed, 1 model: 1 error");
  });
});

describe("edgewise: ignore", { timeout: 60_000 }, () => {
  test.each<[string, Lines]>([
    ["behind the definition", { definition: "  # edgewise: ignore even-kernel" }],
    ["behind the call", { call: "  # edgewise: ignore even-kernel, unfused-batch-norm" }],
    ["alone above the definition", { aboveDefinition: "# edgewise: ignore even-kernel" }],
  ])("%s silences this layer and not the other", async (_, lines) => {
    write("net.py", net(lines));
    const [even, ...more] = found(await check("net.py"), "even-kernel");
    expect(more).toEqual([]);
    expect(even?.node).toBe("b/Conv");
    expect(even).not.toHaveProperty("alike");
  });

  test("above the class silences what is about the whole model", async () => {
    write("net.py", net());
    const before = found(await check("net.py", "--device", "ncs2"), "runtime-end-of-life");
    expect(before).toHaveLength(1);
    // Such a finding is shown at the class.
    expect(before[0]?.location.line).toBe(4);
    write("net.py", net({ aboveClass: "# edgewise: ignore runtime-end-of-life" }));
    expect(found(await check("net.py", "--device", "ncs2"), "runtime-end-of-life")).toEqual([]);
  });

  test("with a rule that is not there it is an info finding at its place", async () => {
    write("net.py", net({ definition: "  # edgewise: ignore even-kernels" }));
    const model = await check("net.py");
    expect(found(model, "even-kernel")).toHaveLength(1);
    expect(found(model, "unknown-rule")).toEqual([
      {
        rule: "unknown-rule",
        severity: "info",
        message: 'There is no rule "even-kernels": this comment has no effect.',
        location: { file: "net.py", line: 7, column: 70, endLine: 7, endColumn: 82 },
      },
    ]);
  });
});

test(
  "--base traces the committed text, with what it imports as it was then",
  { timeout: 60_000 },
  async () => {
    write("nets/__init__.py", "");
    write("nets/width.py", "width = 32\n");
    write(
      "nets/net.py",
      net()
        .replace("from torch import nn", "from torch import nn\nfrom nets.width import width")
        .replaceAll("32", "width"),
    );
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: home });
    git("init", "-q", ".");
    git("add", "-A");
    git("commit", "-q", "-m", "base");
    write("nets/width.py", "width = 48\n");
    const { totals, change } = await check("nets/net.py", "--base", "HEAD");
    // Two convolutions of 4 × 4: 16 → width → 64, with their biases.
    const parameters = (width: number) => 16 * width * 16 + width + width * 64 * 16 + 64;
    expect([totals.parameters, change?.before?.parameters]).toEqual([parameters(48), parameters(32)]);
  },
);

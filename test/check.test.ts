import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import type { Log } from "sarif";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkReport, type CheckReport } from "../protocol/check-report.ts";
import { predictReport, type PredictReport } from "../protocol/deployment-report.ts";
import { checkFormats } from "../cli/check/formats.ts";
import { hostileNames, quoted, unsafeOnTerminals } from "../cli/report.test-helper.ts";
import { inspectReport, type InspectReport } from "../protocol/inspect-report.ts";
import { buildProgram, root, runProgram } from "./command-line.test-helper.ts";

// `edgewise check`, `predict` and `inspect --device` as a shell runs them on model files; Python source is in check-python.test.ts.
const folder = realpathSync(mkdtempSync(join(tmpdir(), "edgewise-check-")));
const sample = join(root, "samples", "fashion-mobile.onnx");
let program: string;
let home: string;
let count = 0;

beforeAll(async () => {
  program = await buildProgram(folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  home = join(folder, `project-${++count}`);
  mkdirSync(home);
});

/** A convolution with an even kernel, which is an info finding wherever it runs. */
const evenKernel = `<ir_version: 8, opset_import: ["" : 13]>
net (float[1, 16, 32, 32] x, float[64, 16, 4, 4] w = ["location": "w.bin"]) => (float[1, 64, 29, 29] y) {
  y = Conv (x, w)
}
`;

function write(name: string, content: unknown): void {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
}

const run = (...args: string[]) => runProgram(program, args, home);

async function checked(
  ...args: string[]
): Promise<{ report: CheckReport; code: number | null; err: string }> {
  const { code, out, err } = await run("check", ...args, "--format", "json");
  const json: unknown = JSON.parse(out);
  // Parsing drops what the schema does not know: nothing may be dropped.
  expect(checkReport.parse(json)).toEqual(json);
  return { report: json as CheckReport, code, err };
}

const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: home });

function commit(): void {
  git("init", "-q", ".");
  git("add", "-A");
  git("commit", "-q", "-m", "base");
}

describe("edgewise predict", { timeout: 30_000 }, () => {
  async function predicted(...args: string[]): Promise<PredictReport["devices"]> {
    const { code, out, err } = await run("predict", ...args, "--json");
    expect([code, err]).toEqual([0, ""]);
    const json: unknown = JSON.parse(out);
    expect(predictReport.parse(json)).toEqual(json);
    expect(Object.keys(json as object)).toEqual(["devices"]);
    return (json as PredictReport).devices;
  }

  test("gives what the issue names, for each device by the name it was asked for", async () => {
    const devices = await predicted(sample, "--device", "jetson-nano,ncs2");
    expect(Object.keys(devices)).toEqual(["jetson-nano", "ncs2"]);
    expect(devices["jetson-nano"]).toMatchObject({ runtime: "tensorrt", precision: "fp16" });
    expect(devices["ncs2"]).toMatchObject({ id: "intel-ncs2", runtime: "openvino", precision: "fp16" });
    for (const it of Object.values(devices)) {
      if ("noData" in it) throw new Error(it.noData);
      const { low, expected, high } = it.latencyMs;
      expect(low).toBeGreaterThan(0);
      expect(expected).toBeGreaterThan(low);
      expect(high).toBeGreaterThan(expected);
      expect(["compute", "memory", "launch", "link"]).toContain(it.boundBy);
      expect(it.calibration === "data sheet" || it.calibration.n > 0).toBe(true);
      expect(it.peakMemoryBytes).toBeGreaterThan(0);
    }
  });

  test("a kernel names its nodes, each of the graph at most once", async () => {
    const [devices, { out }] = await Promise.all([
      predicted(sample, "--device", "jetson-nano"),
      run("inspect", sample, "--json"),
    ]);
    const it = devices["jetson-nano"];
    if (!it || "noData" in it) throw new Error("no prediction");
    const names = it.kernels.flatMap((kernel) => kernel.nodes);
    const known = new Set((JSON.parse(out) as InspectReport).nodes.map((node) => node.name));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(it.kernels.length).toBeLessThan(names.length);
  });

  test("a device without data says why", async () => {
    const devices = await predicted(sample, "--device", "sp701");
    expect(devices["sp701"]).toMatchObject({ noData: expect.stringMatching(/^no runtime is known/) });
    // The second size of the graph is open: there is no time for it.
    write("open.onnx.txt", evenKernel.replaceAll("32, 32", "side, side").replace("29, 29", "a, b"));
    const open = await predicted("open.onnx.txt", "--device", "jetson-nano");
    expect(open["jetson-nano"]).toMatchObject({
      runtime: "tensorrt",
      precision: "fp16",
      noData: expect.stringContaining("side"),
    });
    const bound = await predicted("open.onnx.txt", "--bind", "side=32", "--device", "jetson-nano");
    expect(bound["jetson-nano"]).not.toHaveProperty("noData");
  });

  test("--runtime and --precision take the place of what is usual", async () => {
    const devices = await predicted(
      sample,
      "--device",
      "raspberry-pi-5",
      "--runtime",
      "tflite",
      "--precision",
      "int8",
    );
    expect(devices["raspberry-pi-5"]).toMatchObject({ runtime: "tflite", precision: "int8" });
  });

  test("prints a table", async () => {
    const { code, out } = await run("predict", sample, "--device", "jetson-nano,sp701");
    expect(code).toBe(0);
    expect(out).toMatch(/^fashion-mobile\.onnx\n\nDevice +Runtime +Latency/);
    expect(out).toMatch(/\njetson-nano +TensorRT FP16 +[\d.]+-[\d.]+\u2009ms/);
    expect(out).toMatch(/\nsp701 .*no data/);
    expect(out).toMatch(/\njetson-nano: 5 of \d+ kernels take \d+% of the time\n/);
  });

  test.each([
    [["--device", "jetson-nanoo"], /there is no device "jetson-nanoo" \(did you mean jetson-nano/],
    [["--device", "coral-usb", "--precision", "fp16"], /does not run fp16; it runs int8/],
    [["--device", "jetson-nano", "--runtime", "coreml"], /Core ML does not run on /],
    [["--device", "jetson-nano", "--runtime", "trt"], /Allowed choices are/],
    [[], /--device names the devices/],
  ])("wrong usage: %j", async (args, message) => {
    const { code, out, err } = await run("predict", sample, ...args);
    expect([code, out]).toEqual([64, ""]);
    expect(err).toMatch(message);
  });
});

describe("edgewise inspect --device", { timeout: 30_000 }, () => {
  test("adds devices and diagnostics to the report", async () => {
    write("net.onnx.txt", evenKernel);
    const { code, out } = await run("inspect", "net.onnx.txt", "--device", "jetson-nano,ncs2", "--json");
    expect(code).toBe(0);
    const report = JSON.parse(out) as InspectReport;
    expect(inspectReport.parse(report)).toEqual(report);
    expect(Object.keys(report.devices ?? {})).toEqual(["jetson-nano", "ncs2"]);
    const found = report.diagnostics?.find((it) => it.rule === "even-kernel");
    // The line of the Conv in the text above.
    expect(found).toMatchObject({ node: "y", location: { file: "net.onnx.txt", line: 3, column: 3 } });
    const own = report.diagnostics?.filter((it) => it.device !== undefined) ?? [];
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((it) => it.device === "jetson-nano" || it.device === "ncs2")).toBe(true);
  });

  test("depthwise memory access: 5.3 times the memory time of a dense convolution on NCS2", async () => {
    const { out } = await run("inspect", sample, "--device", "ncs2", "--json");
    const found = (JSON.parse(out) as InspectReport).diagnostics?.find(
      (it) => it.rule === "depthwise-memory-access",
    );
    // ANNETTE: 5.68 / 1.08 GB/s.
    expect(found?.message).toContain(
      "On Intel Neural Compute Stick 2 its memory time is 5.3× that of a dense convolution",
    );
  });

  test("without it the report has neither", async () => {
    const { out } = await run("inspect", sample, "--json");
    expect(JSON.parse(out)).not.toHaveProperty("devices");
    expect(JSON.parse(out)).not.toHaveProperty("diagnostics");
  });

  test("is in the table and in Markdown too", async () => {
    const args = ["inspect", sample, "--top", "1", "--device", "jetson-nano"];
    const [table, markdown] = await Promise.all([run(...args), run(...args, "--format", "markdown")]);
    expect(table.out).toMatch(/\njetson-nano +TensorRT FP16 .* (?:✓|⚠|✗) \d+ \w+/);
    expect(table.out).toMatch(/\nFindings \(\d+\):\n/);
    expect(markdown.out).toMatch(/\n\| jetson-nano \| TensorRT FP16 \|/);
  });

  test("--runtime without a device is wrong usage, and weights have no devices", async () => {
    expect(await run("inspect", sample, "--runtime", "tensorrt")).toMatchObject({ code: 64 });
    const weights = join(root, "samples", "fashion-mobile-half.pt");
    expect(await run("inspect", weights, "--device", "jetson-nano")).toMatchObject({
      code: 64,
      err: expect.stringContaining("--device is for models with a graph"),
    });
  });
});

describe("edgewise check", { timeout: 30_000 }, () => {
  test("takes models, devices and budgets from the nearest edgewise.json", async () => {
    write("net.onnx.txt", evenKernel);
    write("edgewise.json", {
      models: ["net.onnx.txt"],
      devices: ["jetson-nano", { id: "ncs2", precision: "fp16", budgets: { latencyMs: 0.0001 } }],
      budgets: { latencyMs: 1000, sizeBytes: 1_000_000 },
    });
    const { report, code } = await checked();
    expect(code).toBe(1);
    expect(report.project).toBe("edgewise.json");
    const verdicts = report.models[0]?.budgets.map((it) => [it.budget, it.device, it.limit, it.verdict]);
    expect(verdicts).toEqual([
      ["sizeBytes", undefined, 1_000_000, "kept"],
      ["latencyMs", "jetson-nano", 1000, "kept"],
      ["latencyMs", "ncs2", 0.0001, "broken"],
    ]);
    const errors = report.models[0]?.diagnostics.filter((it) => it.severity === "error");
    expect(errors?.map((it) => [it.rule, it.device])).toEqual([["exceeds-latency-budget", "ncs2"]]);
    expect(report.summary).toMatchObject({ errors: 1, brokenBudgets: 1, isFailed: true });
  });

  test("a device with two runtimes is two targets", async () => {
    write("net.onnx.txt", evenKernel);
    write("edgewise.json", {
      models: ["net.onnx.txt"],
      devices: ["jetson-nano", { id: "jetson-nano", runtime: "onnxruntime" }],
      budgets: { latencyMs: 1e-6 },
    });
    const { report } = await checked();
    const keys = Object.keys(report.models[0]?.devices ?? {});
    expect(keys).toEqual(["jetson-nano", expect.stringMatching(/^jetson-nano onnxruntime \w+$/)]);
    const broken = report.models[0]?.diagnostics.filter((it) => it.rule === "exceeds-latency-budget");
    expect(broken?.map((it) => it.device)).toEqual(keys);
  });

  test("a budget is broken though its rule is off", async () => {
    write("net.onnx.txt", evenKernel);
    write("edgewise.json", { budgets: { sizeBytes: 10 }, rules: { "exceeds-size-budget": "off" } });
    const { report, code } = await checked("net.onnx.txt");
    expect([code, report.summary.errors, report.summary.brokenBudgets]).toEqual([1, 0, 1]);
  });

  test("--fail-on says from when on it fails", async () => {
    write("net.onnx.txt", evenKernel);
    const codeOf = async (...args: string[]) => (await run("check", "net.onnx.txt", ...args)).code;
    expect(await codeOf()).toBe(0);
    expect(await codeOf("--fail-on", "warning")).toBe(0);
    expect(await codeOf("--fail-on", "info")).toBe(1);
    write("edgewise.json", { rules: { "even-kernel": "error" }, budgets: { sizeBytes: 1 } });
    expect(await codeOf()).toBe(1);
    expect(await codeOf("--fail-on", "never")).toBe(0);
  });

  test("rules of edgewise.json change what is found in ONNX", async () => {
    write("net.onnx.txt", evenKernel);
    const severities = async () =>
      (await checked("net.onnx.txt")).report.models[0]?.diagnostics
        .filter((it) => it.rule === "even-kernel")
        .map((it) => it.severity);
    expect(await severities()).toEqual(["info"]);
    write("edgewise.json", { rules: { "even-kernel": "warning" } });
    expect(await severities()).toEqual(["warning"]);
    write("edgewise.json", { rules: { "even-kernel": "off" } });
    expect(await severities()).toEqual([]);
  });

  test("a device of the user, by its file", async () => {
    write("net.onnx.txt", evenKernel);
    write(".edgewise/devices/ours.json", { extends: "jetson-nano", id: "our-board", name: "Our Board" });
    write(".edgewise/devices/second.json", { extends: "third", id: "second", name: "Second" });
    write(".edgewise/devices/third.json", { extends: "our-board", id: "third", name: "Third" });
    const { report, err } = await checked("net.onnx.txt", "--device", "our-board,second");
    expect(err).toBe("");
    expect(report.models[0]?.devices).toMatchObject({
      "our-board": { name: "Our Board", runtime: "tensorrt" },
      second: { name: "Second", runtime: "tensorrt" },
    });
    write(".edgewise/devices/broken.json", '{\n  "extends": "jetson-nano",\n  "id": "Broken One"\n}');
    const broken = await checked("net.onnx.txt", "--device", "our-board");
    expect(broken.report.problems).toEqual([
      {
        severity: "error",
        message: expect.stringContaining("Lower-case letters"),
        location: expect.objectContaining({
          file: join(".edgewise", "devices", "broken.json"),
          line: 3,
          column: 9,
        }),
      },
    ]);
  });

  test("a fault of edgewise.json is wrong usage, with its place", async () => {
    write("net.onnx.txt", evenKernel);
    write("edgewise.json", '{\n  "models": ["net.onnx.txt"],\n  "devices": ["jetson-nanoo"]\n}');
    expect(await run("check")).toMatchObject({
      code: 64,
      err: expect.stringMatching(/edgewise\.json:3:15: there is no device/),
    });
    write("edgewise.json", '{\n  "modles": []\n}');
    expect(await run("check")).toMatchObject({
      code: 64,
      err: expect.stringMatching(/edgewise\.json:2:3: There is no field "modles"/),
    });
    write("other.json", { models: ["net.onnx.txt"] });
    expect(await run("check", "--config", "other.json")).toMatchObject({ code: 0 });
    expect(await run("check", "--config", "missing.json")).toMatchObject({ code: 64 });
  });

  test("nothing to check is wrong usage; a model that is not there is 2, and the others are checked", async () => {
    expect(await run("check")).toMatchObject({ code: 64, err: expect.stringContaining("nothing to check") });
    write("net.onnx.txt", evenKernel);
    const { report, code, err } = await checked("missing.onnx", "net.onnx.txt");
    expect(code).toBe(2);
    expect(err).toContain("there is no such file");
    expect(report.models.map((it) => it.path)).toEqual(["net.onnx.txt"]);
    expect(report.failures).toEqual([expect.objectContaining({ path: "missing.onnx", exitCode: 2 })]);
    expect(await run("check", join(root, "samples", "fashion_mobile.py"))).toMatchObject({
      code: 64,
      err: expect.stringContaining("--trust"),
    });
  });

  test("weights are judged by their size and by what loading them would run", async () => {
    copyFileSync(join(root, "samples", "fashion-mobile-half.pt"), join(home, "w.pt"));
    write("edgewise.json", { devices: ["jetson-nano"], budgets: { sizeBytes: 1000, latencyMs: 1 } });
    const { report, code } = await checked("w.pt");
    expect(code).toBe(1);
    expect(report.models[0]).toMatchObject({
      devices: {},
      budgets: [{ budget: "sizeBytes", verdict: "broken" }],
    });
    expect(report.models[0]?.totals).not.toHaveProperty("multiplyAdds");
    // What Python 2's protocol 0 writes of `os.system("true")`.
    write("evil.pt", "cos\nsystem\n(S'true'\ntR.");
    const evil = await checked("evil.pt");
    expect(evil.code).toBe(1);
    // Once, though the reader says it too.
    expect(evil.report.summary.errors).toBe(1);
    expect(evil.report.models[0]?.diagnostics).toMatchObject([
      { rule: "pickle-code-execution", severity: "error" },
    ]);
    expect(await run("predict", "w.pt", "--device", "jetson-nano")).toMatchObject({ code: 64 });
  });

  test("two models, each with its own sizes and budgets", async () => {
    write("net.onnx.txt", evenKernel.replaceAll("32, 32", "side, side").replace("29, 29", "a, b"));
    write("nets/edgewise.json", {
      models: [
        { path: "../net.onnx.txt", bind: { side: 16 }, budgets: { sizeBytes: 1 } },
        { path: "../net.onnx.txt", bind: { side: 64 } },
      ],
      budgets: { sizeBytes: 1_000_000 },
    });
    const { report } = await checked("--config", "nets/edgewise.json");
    expect(report.models.map((it) => [it.path, it.budgets.map((one) => one.verdict)])).toEqual([
      ["net.onnx.txt", ["broken"]],
      ["net.onnx.txt", ["kept"]],
    ]);
    // 64 outputs of 16 × 4 × 4 products at 13 × 13 and 61 × 61 places.
    expect(report.models.map((it) => it.totals.multiplyAdds)).toEqual([
      64 * 256 * 13 ** 2,
      64 * 256 * 61 ** 2,
    ]);
  });

  test("--base compares with a commit", async () => {
    write("net.onnx.txt", evenKernel);
    copyFileSync(sample, join(home, "m.onnx"));
    commit();
    write("net.onnx.txt", evenKernel.replace("64, 16, 4, 4", "64, 16, 3, 3").replace("29, 29", "30, 30"));
    copyFileSync(join(root, "samples", "fashion-resnet.onnx"), join(home, "m.onnx"));
    write("new.onnx.txt", evenKernel);
    const args = ["net.onnx.txt", "m.onnx", "new.onnx.txt", "--device", "jetson-nano", "--base", "HEAD"];
    const { report } = await checked(...args);
    const [net, binary, added] = report.models.map((it) => it.change);
    expect(net?.before).toMatchObject({ parameters: 64 * 256, multiplyAdds: 64 * 256 * 29 ** 2 });
    expect(net?.fixedFindings?.map((it) => it.rule)).toEqual(["even-kernel"]);
    expect(net?.latencyMs?.["jetson-nano"]).toBeGreaterThan(0);
    // README.md of the samples has the parameters.
    expect(binary?.before?.parameters).toBe(94_698);
    expect(added).toEqual({ isNew: true });
    const markdown = await run("check", ...args, "--format", "markdown");
    expect(markdown.out).toContain("| parameters | 9,216 | −7,168 \\(−44%\\) |");
    expect(markdown.out).toContain("Gone since HEAD:\n\n- note `even-kernel`");
    expect(markdown.out).toContain("new since HEAD.");
  });

  test("--base that is no revision is wrong usage, and never an option of git", async () => {
    write("net.onnx.txt", evenKernel);
    commit();
    for (const base of ["nope", "--output=x", "HEAD:net.onnx.txt"]) {
      const outcome = await run("check", "net.onnx.txt", `--base=${base}`);
      expect(outcome).toMatchObject({ code: 64, err: expect.stringMatching(/^edgewise: --base: /) });
    }
  });
});

describe("formats of edgewise check", { timeout: 30_000 }, () => {
  const hostile = "a%0A::error::b,c:d\u001b[2J";

  beforeEach(() => {
    write("net.onnx.txt", evenKernel);
    write("edgewise.json", { models: ["net.onnx.txt"], devices: ["jetson-nano"], budgets: { sizeBytes: 1 } });
  });

  test("SARIF is valid by the schema of 2.1.0", async () => {
    const { code, out } = await run("check", "--format", "sarif");
    expect(code).toBe(1);
    const log = JSON.parse(out) as Log;
    expect(sarifFaults(log)).toEqual([]);
    const [first] = log.runs;
    const even = first?.results?.find((it) => it.ruleId === "even-kernel");
    expect(even).toMatchObject({
      level: "note",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "net.onnx.txt", uriBaseId: "%SRCROOT%" },
            region: { startLine: 3, startColumn: 3 },
          },
        },
      ],
    });
    const rules = first?.tool.driver.rules ?? [];
    expect(rules[even?.ruleIndex ?? -1]?.id).toBe("even-kernel");
    const prints = first?.results?.map((it) => it.partialFingerprints?.["edgewise/v1"]) ?? [];
    expect(new Set(prints).size).toBe(prints.length);
    expect(first?.results?.some((it) => it.ruleId === "broken-budget" && it.level === "error")).toBe(true);
  });

  test("a fingerprint outlives an edit above the finding", async () => {
    const printOf = async () => {
      const log = JSON.parse((await run("check", "--format", "sarif")).out) as Log;
      return log.runs[0]?.results?.find((it) => it.ruleId === "even-kernel")?.partialFingerprints;
    };
    const before = await printOf();
    write("net.onnx.txt", `# A comment.\n\n${evenKernel}`);
    expect(await printOf()).toEqual(before);
    expect(before).toBeDefined();
  });

  test("of a binary model too, and of one that can't be read", async () => {
    copyFileSync(sample, join(home, "m .onnx"));
    const { out } = await run("check", "m .onnx", "missing.onnx", "--format", "sarif");
    const log = JSON.parse(out) as Log;
    expect(sarifFaults(log)).toEqual([]);
    expect(log.runs[0]?.invocations?.[0]?.executionSuccessful).toBe(false);
    const uris = log.runs[0]?.results?.map(
      (it) => it.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(new Set(uris)).toEqual(new Set(["m%20.onnx"]));
  });

  test("workflow commands, one a line, that nothing in a model can break out of", async () => {
    write(
      "net.onnx.txt",
      evenKernel
        .replaceAll("y = Conv", `${JSON.stringify(hostile)} = Conv`)
        .replace("29, 29] y)", `29, 29] ${JSON.stringify(hostile)})`),
    );
    const { out } = await run("check", "--format", "github");
    const lines = out.trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/^edgewise: 1 model: /);
    for (const it of lines.slice(0, -1))
      expect(it).toMatch(
        /^::(error|warning|notice) file=net\.onnx\.txt,.*title=edgewise [^:]*::[^\u0000-\u001f]+$/,
      );
    expect(lines.find((it) => it.includes("even-kernel"))).toMatch(
      /^::notice file=net\.onnx\.txt,line=3,endLine=3,col=3,/,
    );
    expect(lines.some((it) => it.includes("title=edgewise budget::"))).toBe(true);
  });

  test("no format lets a name through that could drive a terminal, or make markup", async () => {
    const name = `${Object.values(hostileNames).join("")}`.slice(0, 4000);
    write(
      "net.onnx.txt",
      evenKernel
        .replace("y = Conv", `${quoted(name)} = Conv`)
        .replace("29, 29] y)", `29, 29] ${quoted(name)})`),
    );
    const outputs = await Promise.all(
      checkFormats.map(async (it) => (await run("check", "--format", it)).out),
    );
    for (const out of outputs) {
      expect(out).toContain("even-kernel");
      expect(out).not.toMatch(unsafeOnTerminals);
    }
    expect(outputs[checkFormats.indexOf("markdown")]).not.toMatch(/[^\\`]<img/);
  });

  test("a table, with a last line that sums up", async () => {
    const { out } = await run("check");
    expect(out).toMatch(/^net\.onnx\.txt\n {2}parameters {8}16\.4\u2009k\n/);
    expect(out).toMatch(/\n {2}size +any device +1\u2009B +64\.0\u2009KiB +✗ broken\n/);
    expect(out).toMatch(/\n✗ failed, 1 model: 1 error, .*1 broken budget\.\n$/);
  });

  test("Markdown: the verdict first, notes folded away", async () => {
    const { out } = await run("check", "--format", "markdown");
    expect(out).toMatch(/^### ✗ Edgewise: 1 model: 1 error, /);
    expect(out).toMatch(/\n- ✗ error `exceeds-size-budget`: /);
    expect(out).toMatch(/<details><summary>\d+ notes?<\/summary>\n\n(?:- note `.*\n)+\n<\/details>/);
  });
});

/** By the schema that OASIS publishes, as Microsoft's package for tests has it. */
function sarifFaults(log: Log): unknown {
  const require = createRequire(import.meta.url);
  const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true, unknownFormats: "ignore" });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json") as object);
  const validate = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object);
  return validate(log) ? [] : validate.errors;
}

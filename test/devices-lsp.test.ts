import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Diagnostic } from "vscode-languageserver";
import { type TargetChoices } from "../protocol/requests.ts";
import { at, LanguageServer, lines } from "./language-server.test-helper.ts";

// An editor that knows nothing of Edgewise but LSP and its notification: devices are chosen, or come from edgewise.json.

const hardSwish = `head (float[1, 16, 112, 112] x, float[16, 16, 3, 3] w = ["location": "w.bin"]) => (float[1, 16, 112, 112] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  b = HardSwish (a)
  y = Conv <pads = [1, 1, 1, 1]> (b, w)
}
`;

let server: LanguageServer;
let folder = "";
const published = new Map<string, Diagnostic[]>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "edgewise-devices-"));
  server = await LanguageServer.start({ capabilities: { workspace: { configuration: true } } });
  server.connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      published.set(uri, diagnostics);
    },
  );
}, 20_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function opened(path: string, text: string): Promise<string> {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  const uri = pathToFileURL(file).toString();
  await server.open(uri, text);
  return uri;
}

async function problems(uri: string): Promise<readonly Diagnostic[]> {
  const report = await server.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", {
    textDocument: { uri },
  });
  return report.items;
}

async function lensTitles(uri: string): Promise<readonly string[]> {
  const lenses = await server.ask<{ command: { title: string } }[]>("textDocument/codeLens", {
    textDocument: { uri },
  });
  return lenses.map((it) => it.command.title);
}

/** Lenses do not wait for an evaluation: the editor is told to ask again. */
async function deviceLens(uri: string): Promise<string> {
  for (let i = 0; i < 50; i++) {
    const found = (await lensTitles(uri)).find((it) => / ms|✗|no data/.test(it));
    if (found !== undefined) return found;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error("no lens about devices");
}

describe("with chosen devices", () => {
  let uri = "";
  beforeAll(async () => {
    await server.tell("edgewise/chooseTargets", {
      targets: ["coral-usb", { id: "raspberry-pi-4", precision: "int8" }, "no-such-device", 7],
    });
    uri = await opened("chosen/head.onnxtxt", hardSwish);
  });

  test("the status item's data name them, and those that are not to be had are left out", async () => {
    const { devices } = await server.ask<{ devices: Record<string, unknown> }>("edgewise/summary", { uri });
    expect(devices).toMatchObject({
      targets: ["Coral USB Accelerator", "Raspberry Pi 4 Model B"],
      from: "choice",
    });
    const choices = await server.ask<TargetChoices>("edgewise/targets", { uri });
    expect(choices.chosen).toEqual([
      { id: "coral-usb", runtime: "edgetpu", precision: "int8" },
      { id: "raspberry-pi-4", runtime: "onnxruntime", precision: "int8" },
    ]);
    const nano = choices.devices.find((it) => it.id === "jetson-nano");
    expect(nano?.runtimes[0]).toMatchObject({ name: "TensorRT", precisions: ["fp16", "fp32"] });
  });

  test("a finding stands on its operator, with its rule's page", async () => {
    const found = (await problems(uri)).find((it) => it.code === "cpu-fallback-partition");
    // The Edge TPU has no HardSwish: it and the convolution behind it run on the host.
    expect(found).toMatchObject({
      severity: 2,
      source: "edgewise",
      range: { start: { line: 2, character: 6 }, end: { line: 2, character: 15 } },
    });
    expect(found?.message).toMatch(/^From HardSwish.* on, 2 of 3 operators run on the CPU/);
  });

  test("a hover has a row for each device and the findings of the node", async () => {
    const value = (await server.hover(uri, 2, 8))?.contents.value ?? "";
    expect(value).toMatch(/^\| target \| time \| share \| bound by \|$/m);
    expect(value).toMatch(/^\| Coral USB Accelerator · TFLite \\\+ Edge TPU INT8 \|.*⚠ 1 warning/m);
    expect(value).toMatch(/^\| Raspberry Pi 4 Model B · ONNX Runtime INT8 \|/m);
    expect(value).toMatch(/^⚠ `cpu-fallback-partition`: From HardSwish/m);
  });

  test("the lens tells time, and what goes elsewhere", async () => {
    expect(await deviceLens(uri)).toMatch(
      /^Coral USB Accelerator INT8 (?:~[\d.]+-[\d.]+\u2009ms )?✗ 2 operators on CPU · Raspberry Pi 4 Model B INT8 ~[\d.]+-[\d.]+\u2009ms$/,
    );
  });

  test("hints carry the share of the time, shape alone when that is asked for", async () => {
    const labels = async () =>
      (
        await server.ask<{ label: string }[]>("textDocument/inlayHint", {
          textDocument: { uri },
          range: lines(0, 5),
        })
      ).map((it) => it.label);
    await deviceLens(uri);
    const shares = (await labels()).flatMap((it) => /([\d.]+)% time$/.exec(it)?.[1] ?? []).map(Number);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(101);
    await server.set({ inlayHints: "shape" });
    expect((await labels()).some((it) => /% time/.test(it))).toBe(false);
    await server.set(null);
  });

  test("a rule's severity is the user's", async () => {
    await server.set({ rules: { "cpu-fallback-partition": "error", "runtime-end-of-life": "off" } });
    const found = await problems(uri);
    expect(found.find((it) => it.code === "cpu-fallback-partition")?.severity).toBe(1);
    expect(found.some((it) => it.code === "runtime-end-of-life")).toBe(false);
    await server.set(null);
    expect((await problems(uri)).some((it) => it.code === "runtime-end-of-life")).toBe(true);
  });

  test("there is no quick fix in a model's text", async () => {
    const params = { textDocument: { uri }, range: lines(2, 2), context: { diagnostics: [] } };
    expect(await server.ask("textDocument/codeAction", params)).toBeNull();
    expect(server.capabilities["codeActionProvider"]).toEqual({ codeActionKinds: ["quickfix"] });
  });
});

describe("with edgewise.json", () => {
  test("its devices and budgets hold where nothing was chosen", async () => {
    await server.tell("edgewise/chooseTargets", { targets: null });
    const alone = await opened("alone/head.onnxtxt", hardSwish);
    expect((await lensTitles(alone)).some((it) => / ms/.test(it))).toBe(false);
    await opened(
      "project/edgewise.json",
      JSON.stringify({ devices: ["jetson-nano"], budgets: { latencyMs: 0.001 } }),
    );
    const uri = await opened("project/head.onnxtxt", hardSwish);
    const found = (await problems(uri)).find((it) => it.code === "exceeds-latency-budget");
    expect(found).toMatchObject({ severity: 1, range: { start: { line: 0, character: 0 } } });
    expect(found?.message).toMatch(/above the budget of 0\.001 ms/);
    expect(await deviceLens(uri)).toMatch(/^Jetson Nano FP16 /);
  });

  test("a device of the workspace is one to choose, and a wrong one is told of in its file", async () => {
    await opened(
      "own/.edgewise/devices/mine.json",
      JSON.stringify({ id: "mine", name: "Mine", extends: "jetson-nano" }),
    );
    await opened("own/.edgewise/devices/wrong.json", '{ "id": "wrong" }');
    const uri = await opened("own/head.onnxtxt", hardSwish);
    const { devices } = await server.ask<TargetChoices>("edgewise/targets", { uri });
    expect(devices.find((it) => it.id === "mine")).toMatchObject({ name: "Mine", isUsers: true });
    const wrong = pathToFileURL(join(folder, "own/.edgewise/devices/wrong.json")).toString();
    expect(published.get(wrong)?.[0]).toMatchObject({ source: "edgewise", severity: 1 });
    // Mended on disk, and the editor says so.
    writeFileSync(
      join(folder, "own/.edgewise/devices/wrong.json"),
      readFileSync(join(folder, "own/.edgewise/devices/mine.json"), "utf8").replace('"mine"', '"wrong"'),
    );
    await server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: wrong, type: 2 }] });
    await server.hover(uri, 0, 1);
    expect(published.get(wrong)).toEqual([]);
  });
});

test("without devices a model is as it was, and rules about the model alone speak", async () => {
  const uri = await opened("alone/again.onnxtxt", hardSwish);
  const value = (await server.hover(uri, 1, 8))?.contents.value ?? "";
  expect(value).not.toMatch(/\| target \|/);
  expect(await server.ask("textDocument/definition", at(uri, 0, 0))).toBeNull();
});

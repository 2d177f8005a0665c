import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PageReport } from "../protocol/page-report.ts";
import { LanguageServer } from "./language-server.test-helper.ts";

// The requests behind the pages, as any editor sends them.

let server: LanguageServer;
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "edgewise-pages-"));
  mkdirSync(join(folder, ".edgewise", "devices"), { recursive: true });
  const device = {
    extends: "jetson-nano",
    id: "jetson-nano-2gb",
    name: "Jetson Nano 2GB",
    memory: { bytes: 2 ** 31 },
    sources: { "memory.bytes": "label of the module" },
  };
  writeFileSync(join(folder, ".edgewise", "devices", "nano.json"), JSON.stringify(device));
  server = await LanguageServer.start({ roots: [pathToFileURL(folder).toString()] });
}, 20_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const text = `<ir_version: 8, opset_import: ["" : 13]>
net (float[1, 3, 32, 32] x, float[8, 3, 3, 3] w = ["location": "w.bin"]) => (float[1, 8, 30, 30] y) {
  y = Conv (x, w)
}`;

async function openText(name: string): Promise<string> {
  const uri = pathToFileURL(join(folder, name)).toString();
  await server.open(uri, text);
  return uri;
}

const rows = ({ sections }: PageReport) => sections[0]?.rows ?? [];

test("the catalogue has the 41 devices and those of the workspace", async () => {
  const report = await server.ask<PageReport>("edgewise/deviceCatalogue", {});
  expect(rows(report)).toHaveLength(42);
  const own = rows(report).find((it) => it.id === "jetson-nano-2gb");
  expect(own?.cells["memory"]?.text).toBe("2.00\u2009GiB");
  expect(own?.cells["memory"]?.about).toContain("Source: label of the module.");
});

test("a model is compared on all of them", async () => {
  const uri = await openText("net.onnx.txt");
  const report = await server.ask<PageReport>("edgewise/compareDevices", { uri });
  expect(report.title).toBe("Devices for net.onnx.txt");
  expect(rows(report)).toHaveLength(42);
});

test("without a model there is a sentence that says what to do", async () => {
  for (const method of ["edgewise/compareDevices", "edgewise/recommendDevice"]) {
    const report = await server.ask<PageReport>(method, {});
    expect(report.sections).toEqual([]);
    expect(report.warnings).toEqual([expect.stringContaining("Open a model first")]);
  }
  const uri = pathToFileURL(join(folder, "notes.md")).toString();
  const report = await server.ask<PageReport>("edgewise/compareDevices", { uri });
  expect(report.warnings).toEqual([expect.stringContaining("notes.md shows no model")]);
});

test("needs are asked for, and what is no need is not believed", async () => {
  const uri = await openText("other.onnx.txt");
  for (const needs of [undefined, { watts: "8" }, { watts: 8, shell: "x" }]) {
    const form = await server.ask<PageReport>("edgewise/recommendDevice", { uri, needs });
    expect(form.sections).toEqual([]);
    expect(form.form?.frameworks.map((it) => it.id)).toEqual(["pytorch", "tensorflow", "tflite", "onnx"]);
  }
  const report = await server.ask<PageReport>("edgewise/recommendDevice", { uri, needs: { watts: 8 } });
  expect(report.sections.map((it) => it.id)).toEqual(["fits", "others"]);
  expect(report.sections.flatMap((it) => it.rows)).toHaveLength(42);
});

import { describe, expect, test } from "vitest";
import { devices as catalogue } from "../../core/devices/index.ts";
import { type Device } from "../../core/devices/contract/device.ts";
import { numberPaths, sourceOf } from "../../core/devices/contract/source-of.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { type PageCell, type PageReport, type PageRow } from "../../protocol/page-report.ts";
import { Cancelled } from "../model-store.ts";
import { type OpenModel, placements, withAlternatives } from "./candidates.ts";
import { cataloguePage } from "./catalogue-page.ts";
import { comparisonPage } from "./comparison-page.ts";
import { precedentsPage } from "./precedents-section.ts";
import { recommendationPage } from "./recommendation-page.ts";

const noPause = () => Promise.resolve();

function modelOf(operator: string, setup: Partial<OpenModel["setup"]> = {}): OpenModel {
  const { value, problems } = readOnnxText(`<ir_version: 8, opset_import: ["" : 13]>
resnet (float[1, 16, 64, 64] x, float[64, 16, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 62, 62] z) {
  y = Conv (x, w)
  z = ${operator} (y)
}`);
  return {
    name: "resnet18.onnx",
    analysis: analyze(value.model),
    problems,
    devices: catalogue,
    isUpdating: false,
    setup: { targets: [], budgets: {}, rules: {}, from: "nobody", stamp: "", ...setup },
  };
}

function rowOf(report: PageReport, section: string, id: string): PageRow {
  const rows = report.sections.find((it) => it.id === section)?.rows ?? [];
  const row = rows.find((it) => it.id === id || it.id.startsWith(`${id} `));
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

const cellOf = (row: PageRow, key: string): PageCell => row.cells[key] ?? { text: "(no such cell)" };
const plain = (text: string) => text.replaceAll("\u2009", " ");

/** What every page must keep, whatever it shows. */
function faultsOf({ sections }: PageReport): readonly string[] {
  return sections.flatMap(({ id, columns, rows }) => {
    const keys = new Set(columns.map((it) => it.key));
    const ids = rows.map((it) => it.id);
    return [
      ...ids.filter((it, i) => ids.indexOf(it) !== i).map((it) => `${id}: two rows ${it}`),
      ...rows.flatMap((row) => Object.keys(row.cells).filter((it) => !keys.has(it))),
      ...rows.flatMap((row) =>
        Object.values(row.cells)
          .flatMap((it) => [it.text, ...(it.about ?? []), ...(it.list ?? [])])
          .filter((it) => /undefined|NaN|Infinity|\[object/.test(it)),
      ),
    ];
  });
}

describe("the catalogue", () => {
  const own: Device = { ...(catalogue[0] as Device), id: "mine", name: "My board" };
  const report = cataloguePage({ devices: [...catalogue, own], own: new Set(["mine"]), problems: [] });

  test("has every device, and the user's", () => {
    expect(report.sections[0]?.rows).toHaveLength(42);
    expect(faultsOf(report)).toEqual([]);
    expect(cellOf(rowOf(report, "devices", "mine"), "name").about?.[0]).toBe("Defined in this workspace.");
  });

  // Data sheets: 128 Maxwell cores at 921.6 MHz, 25.6 GB/s LPDDR4; a ridge point of (472e9 / 2) / 25.6e9.
  test.each([
    ["jetson-nano", "fp16", "472 G"],
    ["jetson-nano", "bandwidth", "25.6 GB/s"],
    ["jetson-nano", "ridge", "9.22"],
    ["jetson-nano", "memory", "4.00 GiB"],
    ["jetson-nano", "power", "5-10 W"],
    ["coral-usb", "int8", "4 T"],
  ])("%s, %s: %s", (id, key, text) => {
    const cell = cellOf(rowOf(report, "devices", id), key);
    expect(plain(cell.text)).toBe(text);
    expect(cell.about?.length).toBeGreaterThan(0);
  });

  test("says what the survey says where it differs", () => {
    const int8 = cellOf(rowOf(report, "devices", "jetson-nano"), "int8");
    expect(int8).toMatchObject({ text: "", differs: true });
    expect(int8.about?.join(" ")).toMatch(/The survey says in section 5\.5 and 7\.6: .*Verified: no INT8/);
    const { facts = [] } = rowOf(report, "devices", "intel-ncs2");
    expect(facts.find((it) => it.what === "The survey says")?.cell.list).toContain("Computing power: 1TOPS");
  });

  test("marks every number that nobody has confirmed, and no other", () => {
    const columns = { bandwidth: "memory.bandwidthBytesPerSecond", memory: "memory.bytes" };
    for (const device of catalogue)
      for (const [key, path] of Object.entries(columns)) {
        if (!numberPaths(device).includes(path)) continue;
        const isUnverified = sourceOf(device, path)?.status === "unverified";
        const cell = cellOf(rowOf(report, "devices", device.id), key);
        expect([device.id, key, cell.isUnverified ?? false]).toEqual([device.id, key, isUnverified]);
      }
  });
});

describe("the comparison", () => {
  test("has every device, the chosen ones first as they were chosen, and those without data last or fatal", async () => {
    const nano = catalogue.find((it) => it.id === "jetson-nano") as Device;
    const choice = { runtime: "tensorrt", unit: "gpu", precision: "fp32" } as const;
    const model = modelOf("Relu", { targets: [{ key: "jetson-nano", device: nano, choice }] });
    const report = comparisonPage(model, await placements(model, noPause));
    const [first] = report.sections[0]?.rows ?? [];
    expect(report.sections[0]?.rows).toHaveLength(41);
    expect(faultsOf(report)).toEqual([]);
    expect(first?.cells["device"]).toMatchObject({ list: ["TensorRT FP32", "target device"] });
    expect(cellOf(rowOf(report, "devices", "sp701"), "verdict").text).toBe("? no data");
    expect(rowOf(report, "devices", "sp701").cells["latency"]).toBeUndefined();
    const basis = cellOf(rowOf(report, "devices", "raspberry-pi-4"), "basis");
    expect(basis.about?.[0]).toMatch(/no measurement|Rests on/);
    // Others did: networks of the same family.
    const others = report.sections.find((it) => it.id === "others")?.rows ?? [];
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((it) => /resnet/i.test(cellOf(it, "network").text))).toBe(true);
  });

  test("tells each blocker with its rule, fatal ones by their sign", async () => {
    const model = modelOf("NonZero");
    const report = comparisonPage(model, await placements(model, noPause));
    // The support matrix of onnx-tensorrt 8.2: NonZero is not supported.
    const nano = rowOf(report, "devices", "jetson-nano");
    const list = cellOf(nano, "blockers").list ?? [];
    expect(list.join("\n")).toMatch(/^✗ .*NonZero.*\(unsupported-operator\)$/m);
    expect(cellOf(nano, "verdict").text).toBe("✗ does not run");
  });

  test("stops when nobody waits", async () => {
    const pause = () => Promise.reject(new Cancelled());
    await expect(placements(modelOf("Relu"), pause)).rejects.toBeInstanceOf(Cancelled);
  });
});

describe("the recommendation", () => {
  test("has every device once, and a reason for each that does not fit", async () => {
    const model = modelOf("Relu");
    const placed = await placements(model, noPause);
    const candidates = placed.flatMap((it) => (it.candidate ? [it.candidate] : []));
    const needs = { framesPerSecond: 30, watts: 8, framework: "pytorch" } as const;
    const report = recommendationPage(model, placed, candidates, needs);
    expect(faultsOf(report)).toEqual([]);
    const [fits, others] = report.sections;
    expect((fits?.rows.length ?? 0) + (others?.rows.length ?? 0)).toBe(41);
    const watts = fits?.rows.map((it) => Number(cellOf(it, "power").sort ?? Infinity)) ?? [];
    expect(watts).toEqual([...watts].sort((a, b) => a - b));
    for (const it of others?.rows ?? [])
      expect(cellOf(it, "reasons").text || cellOf(it, "reasons").list?.join(" ")).toMatch(
        /✗|no data|not known|Nothing/,
      );
    // 20 W at least by NVIDIA's data sheet.
    expect(cellOf(rowOf(report, "others", "jetson-agx-orin-64gb"), "reasons").list?.join(" ")).toMatch(/8 W/);
  });

  test("tries the other precisions of the runtime", async () => {
    const model = modelOf("Relu");
    const placed = await placements(model, noPause);
    const nano = placed.find((it) => it.device.id === "jetson-nano")?.candidate;
    if (!nano) throw new Error("no candidate");
    const { alternatives = [] } = await withAlternatives(model, nano, noPause);
    expect(alternatives.map((it) => it.change)).toEqual(["fp32"]);
    const [fp32] = alternatives;
    expect(fp32?.forecast?.latencyMs.expected).toBeGreaterThan(nano.target.forecast?.latencyMs.expected ?? 0);
  });
});

test("published deployments are those of the survey's tables, each with its reference", () => {
  const report = precedentsPage();
  expect(faultsOf(report)).toEqual([]);
  expect(report.sections[0]?.rows).toHaveLength(62);
  for (const it of report.sections[0]?.rows ?? [])
    expect(cellOf(it, "reference").text).toMatch(/^\[\d+\] \S.*(19|20)\d\d/);
});

import { describe, expect, test } from "vitest";
import { devices } from "../devices/index.ts";
import { allPrecedents } from "./all-precedents.ts";
import { type Precedent, type PrecedentResult } from "./precedent.ts";
import { references } from "./references.ts";
import { surveyCells } from "./survey-cells.test-helper.ts";

const rowOf = (reference: number) => allPrecedents.find((it) => it.references[0] === reference) as Precedent;
const cellsOf = (it: Precedent) => [it.network, it.teacher, it.size, it.accuracy, it.speed].join(" ");

test("the survey's tables are complete", () => {
  const counts = [6, 7, 8, 9].map((table) => allPrecedents.filter((it) => it.table === table).length);
  expect(counts).toEqual([16, 14, 15, 17]);
  expect(allPrecedents.flatMap((it) => it.devices)).toHaveLength(73);
});

test.each(surveyCells)("Table %s, [%s] is as printed", (table, reference, ...cells) => {
  const { table: at, network, devices: places, size, accuracy, speed } = rowOf(Number(reference));
  const found = [network, places.map((it) => it.name).join(" "), size, accuracy, speed];
  expect(String(at)).toBe(table);
  expect(found.map((it) => it ?? "*")).toEqual(cells);
});

test.each<readonly [number, readonly PrecedentResult[]]>([
  [
    38, // two devices
    [
      { kind: "size", unit: "parameters", before: 3.95e6, after: 1.7e6 },
      { kind: "accuracy", metric: "RMSE", before: 0.562, after: 0.562 },
      { kind: "speed", unit: "ms", before: 19.5, after: 11.4, device: "Jetson TX2" },
      { kind: "speed", unit: "ms", before: 48.6, after: 27.6, device: "Jetson Nano" },
    ],
  ],
  [
    71, // a teacher and a student
    [
      { kind: "accuracy", metric: "RMSE", before: 3.545, after: 3.951 },
      { kind: "speed", unit: "ms", after: 46.9, device: "Snapdragon 888" },
      { kind: "speed", unit: "ms", after: 76.8, device: "Kirin 970" },
    ],
  ],
  [
    57, // two times that nothing tells apart
    [
      { kind: "size", unit: "bytes", before: 27.9e6, after: 8.4e6 },
      { kind: "accuracy", metric: "AUC", before: 0.81, after: 0.77 },
    ],
  ],
])("the numbers of [%s]", (reference, expected) => {
  expect(rowOf(reference).results).toEqual(expected);
});

describe.each(allPrecedents.map((it) => [it.references.join(", "), it] as const))("[%s]", (_, precedent) => {
  test("numbers are those of its cells", () => {
    const printed = numbersIn(cellsOf(precedent));
    const wrong = precedent.results.flatMap(({ before, after }) =>
      [before, after].filter((it) => it !== undefined && !isAmong(printed, it)),
    );
    expect(wrong).toEqual([]);
  });

  test("what is not parsed has a note that says why", () => {
    const kinds = new Set(precedent.results.map((it) => it.kind));
    const { size, accuracy, speed, notes } = precedent;
    const cells = { size, accuracy, speed };
    const missing = (["size", "accuracy", "speed"] as const).filter((it) => cells[it] && !kinds.has(it));
    if (missing.length > 0) expect(notes?.join(" ")).toMatch(/is not said/);
  });

  test("what it names is there", () => {
    const { devices: places, networks = [], datasets, results } = precedent;
    const ids = new Set<string>(devices.map((it) => it.id));
    expect(places.flatMap((it) => it.ids).filter((it) => !ids.has(it))).toEqual([]);
    for (const { device, network, dataset } of results) {
      if (device !== undefined) expect(places.map((it) => it.name)).toContain(device);
      if (network !== undefined) expect(networks).toContain(network);
      if (dataset !== undefined) expect(datasets).toContain(dataset);
    }
    for (const it of precedent.references) expect(references[it]).toMatch(/(19|20)\d\d/);
  });
});

test("no reference is without a row", () => {
  const used = new Set(allPrecedents.flatMap((it) => it.references));
  expect(Object.keys(references).filter((it) => !used.has(Number(it)))).toEqual([]);
});

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([it]) => Number(it));
}

/** In the cell's unit: K, M, MB and KB are powers of ten, seconds a thousand milliseconds. */
function isAmong(printed: readonly number[], value: number): boolean {
  return [1, 1e3, 1e6].some((factor) => printed.some((it) => Math.abs(it * factor - value) < 1e-6 * value));
}

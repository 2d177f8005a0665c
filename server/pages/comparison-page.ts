// The page that compares devices for a model: what it will do on each, and what stands in its way; it must not predict.
import { type Verdict, verdicts } from "../../core/diagnostics/verdict.ts";
import { type Blocker } from "../../core/recommend/blockers.ts";
import { type ComparedDevice, compareDevices } from "../../core/recommend/compare.ts";
import { type PageCell, type PageColumn, type PageReport, type PageRow } from "../../protocol/page-report.ts";
import { bytesText } from "../../core/graph/quantities.ts";
import { type OpenModel, type Placed } from "./candidates.ts";
import { bandText, choiceText, sentence } from "./device-texts.ts";
import { alikeSection } from "./precedents-section.ts";

const columns: readonly PageColumn[] = [
  { key: "device", label: "Device", isName: true },
  { key: "verdict", label: "Verdict" },
  {
    key: "latency",
    label: "Latency",
    isNumber: true,
    about: "Of one inference; four of five measurements are expected in the range",
  },
  { key: "throughput", label: "Per second", isNumber: true, about: "Inferences per second" },
  {
    key: "memory",
    label: "Memory",
    isNumber: true,
    about: "Weights and peak activations, of what the device has",
  },
  { key: "energy", label: "Energy", isNumber: true, about: "Of one inference: time by the device's power" },
  { key: "basis", label: "Rests on" },
  { key: "blockers", label: "What stands in the way, and its cost", isWide: true },
];

export const order: readonly Verdict[] = [
  "fits",
  "fits-with-warnings",
  "does-not-fit",
  "no-data",
  "does-not-run",
];

export function comparisonPage(model: OpenModel, placed: readonly Placed[]): PageReport {
  const candidates = placed.flatMap((it) => (it.candidate ? [it.candidate] : []));
  const compared = compareDevices(model.analysis, candidates);
  const found = new Map(candidates.map((it, i) => [it, compared[i]]));
  const rows = placed.map((it) => row(it, it.candidate && found.get(it.candidate)));
  const time = (it: PageRow) => Number(it.cells["latency"]?.sort ?? Infinity);
  const rank = (it: PageRow) => Number(it.cells["verdict"]?.sort ?? order.length);
  const chosen = new Set(placed.filter((it) => it.isChosen).map(idOf));
  const first = (it: PageRow) => (chosen.has(it.id) ? 0 : 1);
  rows.sort((a, b) => first(a) - first(b) || rank(a) - rank(b) || compareNumbers(time(a), time(b)));
  return {
    kind: "compareDevices",
    title: `Devices for ${model.name}`,
    lead: [
      "Ranges, not points: four of five measurements are expected inside. Where no measurement of the device stands behind a range it says data sheet.",
      ...(chosen.size > 0 ? ["Your target devices come first."] : []),
    ],
    warnings: model.remark === undefined ? [] : [model.remark],
    ...(model.isUpdating && { isUpdating: true }),
    sections: [
      {
        id: "devices",
        columns,
        rows,
        noun: "devices",
        empty: "No device has these words.",
        filterHint: "Filter: jetson, fits, data sheet…",
      },
      alikeSection(model.name),
    ],
  };
}

const compareNumbers = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** A device can be there twice, with two runtimes. */
function idOf({ device, candidate }: Placed): string {
  return candidate ? `${device.id} ${choiceText(candidate.target.choice)}` : device.id;
}

function row(placed: Placed, found: ComparedDevice | undefined): PageRow {
  const { device, basis, notes, isChosen } = placed;
  const about = [basis, ...notes.map(sentence)];
  const name: PageCell = {
    text: device.name,
    sort: device.name.toLowerCase(),
    list: [found ? choiceText(found.choice) : "no runtime known", ...(isChosen ? ["target device"] : [])],
  };
  if (!found) {
    const cells = {
      device: name,
      verdict: verdictCell("no-data", about),
      basis: { text: "no data", sort: "no data", about },
      blockers: { text: basis },
    };
    return { id: idOf(placed), cells, words: `${device.id} ${device.vendor}` };
  }
  return {
    id: idOf(placed),
    cells: {
      device: name,
      verdict: verdictCell(found.verdict, about),
      latency: bandCell(found.latencyMs, "ms", about),
      throughput: bandCell(found.inferencesPerSecond, "", about),
      memory: memoryCell(found),
      energy: bandCell(found.energyMj, "mJ", about),
      basis: basisCell(found, basis, about),
      blockers: blockersCell(found.blockers),
    },
    words: `${device.id} ${device.vendor}`,
  };
}

export function verdictCell(verdict: Verdict, about: readonly string[] = []): PageCell {
  const { symbol, words } = verdicts[verdict];
  const tones = { "✓": "good", "⚠": "warning", "✗": "bad", "?": undefined } as const;
  const tone = tones[symbol];
  return {
    text: `${symbol} ${words}`,
    sort: order.indexOf(verdict),
    ...(tone && { tone }),
    ...(about.length > 0 && { about }),
  };
}

export function bandCell(
  band: ComparedDevice["latencyMs"],
  unit: string,
  about: readonly string[] = [],
): PageCell {
  if (!band) return { text: "", about };
  const middle = `Expected: ${bandText({ low: band.expected, high: band.expected }, unit)}.`;
  return { text: bandText(band, unit), sort: band.expected, about: [middle, ...about] };
}

function memoryCell({ memory }: ComparedDevice): PageCell {
  const { neededBytes, availableBytes, isLowerBound } = memory;
  if (neededBytes === undefined) return { text: "" };
  const atLeast = isLowerBound ? "≥ " : "";
  const of = availableBytes === undefined ? "" : ` of ${bytesText(availableBytes)}`;
  const isTooMuch = availableBytes !== undefined && neededBytes > availableBytes;
  return {
    text: `${atLeast}${bytesText(neededBytes)}`,
    sort: neededBytes,
    about: [
      `Weights and peak activations in the precision in use: ${atLeast}${bytesText(neededBytes)}${of}.`,
      ...(isTooMuch ? ["That is more than it has."] : []),
      ...(isLowerBound ? ["Parts of the model are not counted."] : []),
    ],
  };
}

function basisCell(found: ComparedDevice, basis: string, about: readonly string[]): PageCell {
  if (!found.latencyMs) return { text: "no data", sort: "no data", about };
  if (found.isFromDataSheet) return { text: "data sheet only", sort: "data sheet only", about };
  const [, count = ""] = /^Rests on (\d+ measurements?)/.exec(basis) ?? [];
  return { text: count, sort: `a ${count.padStart(20)}`, about };
}

function blockersCell(blockers: readonly Blocker[]): PageCell {
  if (blockers.length === 0) return { text: "none found", sort: 0 };
  const list = blockers.map(({ message, cost, rule, isFatal, severity }) => {
    const sign = isFatal || severity === "error" ? "✗" : "⚠";
    return `${sign} ${sentence(message)}${cost === undefined ? "" : ` Costs ${sentence(cost)}`} (${rule})`;
  });
  return { text: "", list, sort: blockers.length };
}

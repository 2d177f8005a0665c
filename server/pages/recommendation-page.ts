// The page that recommends devices for needs: those that fit first, and why the others do not; it must not judge.
import { type Device } from "../../core/devices/contract/device.ts";
import { frameworkNames } from "../../core/recommend/framework.ts";
import { type Candidate } from "../../core/recommend/candidate.ts";
import { type Needs } from "../../core/recommend/needs.ts";
import { type Advice, recommend } from "../../core/recommend/recommend.ts";
import { type DeviceNeeds } from "../../protocol/device-needs.ts";
import { type PageCell, type PageColumn, type PageReport, type PageRow } from "../../protocol/page-report.ts";
import { type OpenModel, type Placed } from "./candidates.ts";
import { bandCell, verdictCell } from "./comparison-page.ts";
import { capitalized, choiceText, sentence, threeDigits } from "./device-texts.ts";

const columns: readonly PageColumn[] = [
  {
    key: "rank",
    label: "#",
    isNumber: true,
    about: "The least power first; where it is the same, the fastest",
  },
  { key: "device", label: "Device", isName: true },
  { key: "verdict", label: "Verdict" },
  {
    key: "latency",
    label: "Latency",
    isNumber: true,
    about: "Of one inference; four of five measurements are expected in the range",
  },
  {
    key: "headroom",
    label: "Headroom",
    isNumber: true,
    about: "Asked time over the expected one: 2 is twice as fast as needed",
  },
  { key: "power", label: "Power", isNumber: true, about: "At that speed" },
  { key: "reasons", label: "Reasons", isWide: true },
];

const form = {
  frameworks: Object.entries(frameworkNames).map(([id, name]) => ({ id, name })),
};

export function coreNeeds({ memoryMebibytes, ...rest }: DeviceNeeds): Needs {
  return { ...rest, ...(memoryMebibytes !== undefined && { memoryBytes: memoryMebibytes * 2 ** 20 }) };
}

export function recommendationForm(model: OpenModel): PageReport {
  return { ...head(model), sections: [] };
}

export function recommendationPage(
  model: OpenModel,
  placed: readonly Placed[],
  candidates: readonly Candidate[],
  needs: DeviceNeeds,
): PageReport {
  const { fits, others } = recommend(coreNeeds(needs), candidates);
  const silent = placed.filter((it) => !it.candidate).map((it) => it.device);
  return {
    ...head(model),
    sections: [
      {
        id: "fits",
        title:
          fits.length === 0
            ? "None fits"
            : `${fits.length} ${fits.length === 1 ? "fits" : "fit"}, the least power first`,
        columns,
        rows: fits.map((it, i) => row(it, i + 1)),
        noun: "devices",
        empty: "No device of the catalogue does all of this with this model. The nearest are below.",
      },
      {
        id: "others",
        title: "The others, near misses first",
        columns: columns.filter((it) => it.key !== "rank"),
        rows: [...others.map((it) => row(it)), ...silent.map(silentRow)],
        noun: "devices",
        empty: "There are none.",
        filterHint: "Filter",
      },
    ],
  };
}

function head({ name, remark, isUpdating }: OpenModel): Omit<PageReport, "sections"> {
  return {
    kind: "recommendDevice",
    title: `A device for ${name}`,
    lead: ["What is left empty does not matter. Prices are not known and play no part."],
    warnings: remark === undefined ? [] : [remark],
    ...(isUpdating && { isUpdating: true }),
    form,
  };
}

function row(advice: Advice, rank?: number): PageRow {
  const { candidate, verdict, reasons, caveats, against, nearMiss, headroom, watts } = advice;
  const { device, choice, forecast } = candidate.target;

  const list = [
    ...(nearMiss === undefined ? [] : [`→ ${sentence(capitalized(nearMiss))}`]),
    ...against.map((it) => `✗ ${sentence(capitalized(it))}`),
    ...caveats.map((it) => `⚠ ${sentence(capitalized(it))}`),
    ...reasons.map((it) => `✓ ${sentence(capitalized(it))}`),
  ];
  return {
    id: device.id,
    cells: {
      ...(rank !== undefined && { rank: { text: String(rank), sort: rank } }),
      device: nameCell(device, choiceText(choice)),
      verdict: verdictCell(verdict),
      latency: bandCell(forecast?.latencyMs, "ms"),
      headroom:
        headroom === undefined
          ? { text: "" }
          : { text: `${Number(headroom.toPrecision(2))}×`, sort: headroom },
      power: watts === undefined ? { text: "" } : { text: `${threeDigits(watts)}\u2009W`, sort: watts },
      reasons: { text: "", list, sort: list.length },
    },
    words: `${device.id} ${device.vendor}`,
  };
}

function silentRow(device: Device): PageRow {
  const cells = {
    device: nameCell(device, "no runtime known"),
    verdict: verdictCell("no-data"),
    reasons: { text: "Nothing ready-made that runs networks on it is known." },
  };
  return { id: device.id, cells, words: `${device.id} ${device.vendor}` };
}

function nameCell({ name }: Device, detail: string): PageCell {
  return { text: name, sort: name.toLowerCase(), list: [detail] };
}

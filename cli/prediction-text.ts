import { styleText } from "node:util";
import {
  type DeviceReport,
  type PredictedDevice,
  type PredictReport,
} from "../protocol/deployment-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { shareText } from "../core/graph/quantities.ts";
import { type ReportSource } from "../protocol/to-inspect-report.ts";
import {
  amount,
  bandText,
  basisText,
  energyText,
  latencyText,
  memoryText,
  runtimeText,
} from "./device-texts.ts";
import { placeText } from "./place-text.ts";
import { type Terminal } from "./terminal.ts";
import { textTable, type TextColumn } from "./text-table.ts";

const columns: readonly TextColumn[] = [
  { title: "Device", align: "left" },
  { title: "Runtime", align: "left" },
  { title: "Latency", align: "right" },
  { title: "Per second", align: "right" },
  { title: "Energy", align: "right" },
  { title: "Peak memory", align: "right" },
  { title: "Bound by", align: "left" },
  { title: "Rests on", align: "left" },
];

const kernelColumns: readonly TextColumn[] = [
  { title: "Kernel", align: "left" },
  { title: "Class", align: "left" },
  { title: "Time", align: "right" },
  { title: "Share", align: "right" },
  { title: "Bound by", align: "left" },
  { title: "Where", align: "left" },
];

const mostKernels = 5;

/** For people at a terminal: a row for each device, then the kernels that take most of its time. */
export function predictionText(
  { devices }: PredictReport,
  { name }: Pick<ReportSource, "name">,
  terminal: Terminal,
): string {
  const style = (format: "bold" | "dim", text: string) =>
    terminal.hasColors ? styleText(format, text, { validateStream: false }) : text;
  const all = Object.entries(devices);
  const [titles = "", ...rows] = textTable(
    columns,
    all.map(([key, it]) => row(key, it)),
  );
  return [
    style("bold", plainText(name)),
    "",
    style("bold", titles),
    ...rows,
    ...all.flatMap(([key, it]) => ("noData" in it ? [] : ["", ...details(key, it, style)])),
    "",
    style("dim", "Latency: four of five measurements are expected in the range."),
  ].join("\n");
}

function row(key: string, it: DeviceReport): readonly string[] {
  if ("noData" in it) return [key, runtimeText(it), "no data", "", "", "", "", it.noData];
  return [
    key,
    runtimeText(it),
    latencyText(it.latencyMs),
    bandText(it.inferencesPerSecond),
    energyText(it),
    memoryText(it),
    it.boundBy,
    basisText(it),
  ];
}

function details(
  key: string,
  { kernels, decode, notes }: PredictedDevice,
  style: (format: "bold" | "dim", text: string) => string,
): readonly string[] {
  const total = kernels.reduce((sum, it) => sum + it.ms, 0);
  const shown = [...kernels].sort((a, b) => b.ms - a.ms).slice(0, mostKernels);
  const share = shareText(
    shown.reduce((sum, it) => sum + it.ms, 0),
    total,
  );
  const [titles = "", ...rows] = textTable(
    kernelColumns,
    shown.map(({ nodes, class: kind, ms, boundBy, location }) => [
      nodes.length > 1 ? `${nodes[0]} and ${nodes.length - 1} more` : (nodes[0] ?? ""),
      kind,
      `${amount(ms)}\u2009ms`,
      shareText(ms, total),
      boundBy,
      location?.line === undefined ? "" : placeText(location),
    ]),
  );
  return [
    style(
      "bold",
      `${plainText(key)}: ${shown.length} of ${kernels.length} kernels take ${share} of the time`,
    ),
    ...[titles, ...rows].map((it) => `  ${it}`),
    ...(decode ? [`  each further token: ${latencyText(decode.tokenMs)}`] : []),
    ...notes.map((it) => style("dim", `  ${plainText(it)}`)),
  ];
}

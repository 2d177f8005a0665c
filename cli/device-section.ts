import { type DeviceReport } from "../protocol/deployment-report.ts";
import { type InspectReport } from "../protocol/inspect-report.ts";
import {
  basisText,
  findingPlace,
  latencyText,
  memoryText,
  runtimeText,
  verdictText,
} from "./device-texts.ts";
import { type TextColumn } from "./text-table.ts";

/** Devices as rows of a short table, for every format that people read. */
export const deviceColumns: readonly TextColumn[] = [
  { title: "Device", align: "left" },
  { title: "Runtime", align: "left" },
  { title: "Latency", align: "right" },
  { title: "Bound by", align: "left" },
  { title: "Peak memory", align: "right" },
  { title: "Rests on", align: "left" },
  { title: "Verdict", align: "left" },
];

type Deployed = Pick<InspectReport, "devices" | "diagnostics">;

export function deviceRows({ devices = {}, diagnostics = [] }: Deployed): readonly (readonly string[])[] {
  return Object.entries(devices).map(([key, it]) => [
    key,
    runtimeText(it),
    ...numbers(it),
    verdictText(key, it, diagnostics),
  ]);
}

function numbers(it: DeviceReport): readonly string[] {
  if ("noData" in it) return ["no data", "", "", it.noData];
  return [latencyText(it.latencyMs), it.boundBy, memoryText(it), basisText(it)];
}

/** `warning even-kernel (jetson-nano): A kernel of 4×4 …  model.py:12:9` */
export function findingTexts({ diagnostics = [] }: Deployed): readonly string[] {
  return diagnostics.map((it) => {
    const device = it.device === undefined ? "" : ` (${it.device})`;
    return `${it.severity} ${it.rule}${device}: ${it.message}  ${findingPlace(it)}`;
  });
}

// The catalogue's numbers as cells, each with its source and with what the survey says instead; it must not compute any.
import { type ComputeUnitName, type Correction, type Device } from "../../core/devices/contract/device.ts";
import { fastestUnit, ridgePoint } from "../../core/devices/contract/rates.ts";
import { type Precision, runtimeNames } from "../../core/devices/contract/runtime.ts";
import { sourceOf } from "../../core/devices/contract/source-of.ts";
import { type PageCell } from "../../protocol/page-report.ts";
import { bytesText, ratioText } from "../../core/graph/quantities.ts";
import {
  bandwidthText,
  choiceText,
  kindText,
  rateText,
  sentence,
  sourceLine,
  wattsText,
} from "./device-texts.ts";

const unknown: PageCell = { text: "" };

/** What a cell says: its text, what it is sorted by, the fields it is made of, and the survey's fields it answers. */
interface CellParts {
  readonly text: string;
  readonly sort?: number | string;
  readonly about?: readonly string[];
  readonly paths?: readonly string[];
  readonly fields?: readonly string[];
}

export function deviceCell(device: Device, parts: CellParts): PageCell {
  const { text, sort, about = [], paths = [], fields = [] } = parts;
  const sources = paths.map((it) => sourceOf(device, it));
  const differing = device.corrections.filter((it) => fields.includes(it.field));
  const lines = [
    ...about,
    ...new Set(paths.length > 0 ? sources.map(sourceLine) : []),
    ...differing.map(correctionText),
  ];
  return {
    text,
    ...(sort !== undefined && { sort }),
    ...(lines.length > 0 && { about: lines }),
    ...(sources.some((it) => it?.status === "unverified") && { isUnverified: true }),
    ...(differing.length > 0 && { differs: true }),
  };
}

/** `The survey says 1 W. Verified: 1.5 W (…).` */
export function correctionText({ paperValue, verifiedValue, sections, source }: Correction): string {
  const where = sections === undefined ? "" : ` in section ${sections}`;
  const isSure = source.status !== "unverified";
  return `The survey says${where}: ${sentence(paperValue)} ${isSure ? "Verified" : "Likely, not verified"}: ${sentence(verifiedValue)}`;
}

export function nameCell(device: Device): PageCell {
  const { name, vendor, npu, gpu, cpu, notes } = device;
  const units = [
    npu && `Accelerator: ${npu.name}.`,
    gpu && `GPU: ${gpu.name}.`,
    cpu && `CPU: ${cpu.name}.`,
  ].filter((it) => it !== undefined);
  const about = [`${vendor}, ${kindText(device)}.`, ...units, ...notes.map(sentence)];
  const fields = ["name", "vendor", "cpu", "gpu", "npu", "isHostRequired"];
  return deviceCell(device, { text: name, sort: name.toLowerCase(), about, fields });
}

export function peakCell(device: Device, precision: Precision): PageCell {
  const unit = fastestUnit(device, precision);
  const rate = unit && device[unit]?.peak[precision];
  const accelerated = precision === "int8" ? ["precisionsAccelerated"] : [];
  if (!unit || !rate) return deviceCell(device, { text: "", fields: accelerated });
  const { operationsPerSecond: dense, sparseOperationsPerSecond: sparse } = rate;
  const label = unitWords[unit];
  const about = [
    `${label}, ${device[unit]?.name ?? ""}: dense operations per second at ${precision.toUpperCase()}; 1 multiply-add is 2 operations.`,
    ...(sparse === undefined ? [] : [`With 2:4 sparsity ${rateText(sparse)}.`]),
    ...(device.marketed ?? []).map((it) => `Advertised: ${rateText(it.operationsPerSecond)} (${it.counts}).`),
  ];
  const fields = ["peak", ...accelerated];
  const paths = [`${unit}.peak.${precision}.operationsPerSecond`];
  return deviceCell(device, { text: rateText(dense), sort: dense, about, paths, fields });
}

export const unitWords: Readonly<Record<ComputeUnitName, string>> = {
  cpu: "CPU",
  gpu: "GPU",
  npu: "Accelerator",
};

export function bandwidthCell(device: Device): PageCell {
  const { bandwidthBytesPerSecond: rate, note } = device.memory;
  if (rate === undefined) return unknown;
  const about = ["Peak of the external memory.", ...(note === undefined ? [] : [sentence(note)])];
  const paths = ["memory.bandwidthBytesPerSecond"];
  return deviceCell(device, { text: bandwidthText(rate), sort: rate, about, paths });
}

export function ridgeCell(device: Device): PageCell {
  const choice = device.defaultRuntime;
  const point = choice && ridgePoint(device, choice.unit, choice.precision);
  if (!choice || point === undefined) return unknown;
  const precision = choice.precision.toUpperCase();
  const about = [
    `At ${precision} on the ${unitWords[choice.unit]}: a layer with fewer multiply-adds per byte waits for the memory.`,
  ];
  const paths = [`${choice.unit}.peak.${choice.precision}`, "memory.bandwidthBytesPerSecond"];
  return deviceCell(device, { text: ratioText(point), sort: point, about, paths });
}

export function memoryCell(device: Device): PageCell {
  const { bytes, variantsBytes = [], usableBytes, isSharedWithCpu, onChipBytes, note } = device.memory;
  const shown = bytes ?? onChipBytes;
  if (shown === undefined) return unknown;
  const about = [
    ...(bytes === undefined ? ["On the chip; no external memory is known."] : []),
    ...(variantsBytes.length > 1 ? [`Variants: ${variantsBytes.map(bytesText).join(", ")}.`] : []),
    ...(usableBytes === undefined ? [] : [`The system reports ${bytesText(usableBytes)}.`]),
    ...(isSharedWithCpu ? ["Shared by CPU and accelerator."] : []),
    ...(bytes !== undefined && onChipBytes !== undefined ? [`On the chip ${bytesText(onChipBytes)}.`] : []),
    ...(note === undefined ? [] : [sentence(note)]),
  ];
  const paths = [bytes === undefined ? "memory.onChipBytes" : "memory.bytes"];
  return deviceCell(device, { text: bytesText(shown), sort: shown, about, paths, fields: ["memory"] });
}

export function powerCell(device: Device): PageCell {
  const { typicalWatts, maximumWatts, of, modes = [], note } = device.power ?? {};
  const fields = ["power"];
  const text = wattsText(typicalWatts, maximumWatts);
  if (text === "") {
    const stated = device.paperRow?.cells["Power Consumption"] ?? "*";
    const about = stated === "*" ? [] : [`The survey says ${stated}; that is not confirmed.`];
    return deviceCell(device, { text: "", about, fields });
  }
  const words = { supply: "The rating of the supply.", accelerator: "The accelerator alone." };
  const about = [
    ...(of === undefined ? [] : [words[of]]),
    ...(typicalWatts !== undefined && maximumWatts !== undefined ? ["Typical and maximum."] : []),
    ...(modes.length > 0 ? [`Modes: ${modes.map((it) => it.name).join(", ")}.`] : []),
    ...(note === undefined ? [] : [sentence(note)]),
  ];
  const paths = [
    ...(typicalWatts === undefined ? [] : ["power.typicalWatts"]),
    ...(maximumWatts === undefined ? [] : ["power.maximumWatts"]),
  ];
  return deviceCell(device, { text, sort: maximumWatts ?? typicalWatts ?? 0, about, paths, fields });
}

export function runtimesCell(device: Device): PageCell {
  const { runtimes, defaultRuntime: choice } = device;
  const names = new Set(runtimes.filter((it) => it.id !== choice?.runtime).map((it) => runtimeNames[it.id]));
  const text = [...(choice ? [choiceText(choice)] : []), ...names].join(", ");
  if (text === "") return deviceCell(device, { text: "none known", fields: ["runtimes"] });
  const about = [
    ...(choice ? [`Default: ${choiceText(choice)}.`] : []),
    ...runtimes.map((it) => {
      const fallback = it.fallback === undefined ? "" : `, else ${it.fallback.toUpperCase()}`;
      const formats = it.precisions.map((precision) => precision.toUpperCase()).join(", ");
      return `${runtimeNames[it.id]} on the ${unitWords[it.unit]}${fallback}: ${formats}.`;
    }),
  ];
  return deviceCell(device, {
    text,
    sort: text.toLowerCase(),
    about,
    fields: ["runtimes", "precisionsAccelerated"],
  });
}

export function formatsCell(device: Device): PageCell {
  const text = device.formats.join(", ");
  return text === "" ? unknown : { text, sort: text };
}

export function lifecycleCell(device: Device): PageCell {
  const { lifecycle } = device;
  if (lifecycle.length === 0) return { text: "", about: ["No end is known."] };
  const about = lifecycle.map(({ name, lastVersion, since, source }) => {
    const last = lastVersion === undefined ? "" : `, last ${lastVersion}`;
    const from = since === undefined ? "" : `, over since ${since}`;
    return `${name}${last}${from}. ${sourceLine(source)}`;
  });
  const text = lifecycle.map((it) => `${it.name} ended`).join(", ");
  const isUnverified = lifecycle.some((it) => it.source.status === "unverified");
  return { text, sort: text, about, ...(isUnverified && { isUnverified }) };
}

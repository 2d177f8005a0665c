import {
  computeUnits,
  paperColumns,
  type Device,
  type PaperColumn,
} from "../../core/devices/contract/device.ts";
import { fastestUnit, ridgePoint } from "../../core/devices/contract/rates.ts";
import { precisions, runtimeNames, type Precision } from "../../core/devices/contract/runtime.ts";
import { sourceOf } from "../../core/devices/contract/source-of.ts";
import { type Source } from "../../core/devices/contract/source.ts";
import { bytesText, ratioText } from "../../core/graph/quantities.ts";

/** The page of the device catalogue: all devices in one table, then each with its sources and the survey's row. */
export function devicesPage(devices: readonly Device[]): string {
  const byName = [...devices].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    "# Devices",
    "",
    `The ${devices.length} devices that Edgewise knows, with what was published about them and where. What is not`,
    "known is left out, `?` marks what nobody has confirmed, and where the survey that the catalogue began with says",
    "something else, both are shown. Edgewise computes with the verified value.",
    "",
    "Peaks are dense operations per second of the fastest unit, all its cores together; 1 multiply-add is 2 operations.",
    "The ridge point is at the default precision: a layer with fewer multiply-adds per byte than that waits for the memory.",
    "",
    table(
      [
        "device",
        "FP32",
        "FP16",
        "INT8",
        "bandwidth",
        "ridge point",
        "memory",
        "power",
        "runtimes, the default first",
        "ended",
      ],
      byName.map(overviewRow),
    ),
    "",
    "Your own devices: a file in `.edgewise/devices/`, by the schema `docs/device.schema.json`. With `extends` it states",
    "only what differs:",
    "",
    "```json",
    JSON.stringify(example, undefined, 2),
    "```",
    "",
    ...byName.map(section),
  ].join("\n");
}

const example = {
  extends: "jetson-nano",
  id: "jetson-nano-2gb",
  name: "NVIDIA Jetson Nano 2GB",
  memory: { bytes: 2 ** 31 },
  sources: { "memory.bytes": "label of the module" },
};

function overviewRow(device: Device): readonly string[] {
  const { memory, lifecycle, defaultRuntime: choice } = device;
  return [
    `[${device.name}](#${device.id})`,
    ...(["fp32", "fp16", "int8"] as const).map((it) => fastestPeak(device, it)),
    bandwidth(device),
    choice ? ridge(device, choice.unit, choice.precision) : "",
    memory.bytes === undefined ? "" : bytesText(memory.bytes) + mark(device, "memory.bytes"),
    power(device),
    runtimesInShort(device),
    lifecycle.map((it) => it.name).join("; "),
  ];
}

function runtimesInShort({ runtimes, defaultRuntime: choice }: Device): string {
  const others = runtimes
    .filter((it) => it.id !== choice?.runtime)
    .map((it) => runtimeNames[it.id] as string);
  const first = choice ? [`${runtimeNames[choice.runtime]} ${choice.precision.toUpperCase()}`] : [];
  return [...first, ...new Set(others)].join(", ") || "none";
}

function fastestPeak(device: Device, precision: Precision): string {
  const unit = fastestUnit(device, precision);
  const rate = unit && device[unit]?.peak[precision];
  return rate ? rateText(rate.operationsPerSecond) + mark(device, `${unit}.peak.${precision}`) : "";
}

function ridge(device: Device, unit: "cpu" | "gpu" | "npu", precision: Precision): string {
  const point = ridgePoint(device, unit, precision);
  if (point === undefined) return "";
  return (
    ratioText(point) +
    (mark(device, `${unit}.peak.${precision}`) || mark(device, "memory.bandwidthBytesPerSecond"))
  );
}

function bandwidth(device: Device): string {
  const it = gigabytes(device.memory.bandwidthBytesPerSecond);
  return it === undefined ? "" : it + mark(device, "memory.bandwidthBytesPerSecond");
}

function gigabytes(perSecond: number | undefined): string | undefined {
  return perSecond === undefined ? undefined : `${round(perSecond / 1e9)} GB/s`;
}

function power(device: Device): string {
  const { typicalWatts, maximumWatts, of } = device.power ?? {};
  const watts = [typicalWatts, maximumWatts].filter((it) => it !== undefined);
  if (watts.length === 0) return "";
  const kind =
    of === "supply" ? " (rating of the supply)" : of === "accelerator" ? " (the accelerator alone)" : "";
  const paths = [...(typicalWatts === undefined ? [] : ["power.typicalWatts"]), "power.maximumWatts"];
  return `${watts.join(" to ")} W${kind}${paths.map((it) => mark(device, it)).find((it) => it !== "") ?? ""}`;
}

function section(device: Device): string {
  const facts = [
    `\`${device.id}\`. ${device.vendor}. ${kindText(device)}.`,
    device.operatingSystem && `${device.operatingSystem}${mark(device, "operatingSystem")}.`,
  ];
  return [
    `<a id="${device.id}"></a>`,
    "",
    `## ${device.name}`,
    "",
    facts.filter(Boolean).join(" "),
    "",
    table(["what", "value", "source"], factRows(device)),
    "",
    runtimesText(device),
    "",
    ...surveyPart(device),
    ...listPart("Measured", device.measured.map(measurementText)),
    ...listPart("Notes", device.notes),
    ...listPart("Ended", device.lifecycle.map(endText)),
    ...listPart("References", device.references),
  ].join("\n");
}

function kindText({ kind, isHostRequired }: Device): string {
  const words = {
    soc: "Board or chip with its own CPU",
    accelerator: "Accelerator",
    fpga: "FPGA",
    mcu: "Microcontroller",
  };
  return words[kind] + (isHostRequired ? " that needs a host" : "");
}

type Row = readonly [what: string, value: string, path: string];

function factRows(device: Device): readonly (readonly string[])[] {
  const rows = [
    ...computeUnits.flatMap((it) => unitRows(device, it)),
    ...memoryRows(device),
    ...otherRows(device),
  ];
  return rows.map(([what, value, path]) => {
    // A remark is about several things at once: only a source of its own is its source.
    const hasSource = !path.endsWith(".note") || path in device.sources;
    return [what, value + mark(device, path), hasSource ? sourceText(sourceOf(device, path)) : ""];
  });
}

function unitRows(device: Device, name: "cpu" | "gpu" | "npu"): readonly Row[] {
  const unit = device[name];
  if (!unit) return [];
  const capability =
    unit.computeCapability === undefined ? "" : `, compute capability ${unit.computeCapability}`;
  const isNameSure = mark(device, `${name}.name`) === "";
  const clockMark = isNameSure ? mark(device, `${name}.clockHz`) : "";
  const isInName = unit.clockHz === undefined || unit.name.includes("Hz");
  const clock = isInName ? "" : `, ${round((unit.clockHz ?? 0) / 1e9)} GHz${clockMark}`;
  const label = name.toUpperCase();
  const rows: Row[] = [[label, unit.name + clock + capability, `${name}.name`]];
  for (const it of precisions) {
    const rate = unit.peak[it];
    if (!rate) continue;
    const path = `${name}.peak.${it}`;
    rows.push([
      `${label} ${it.toUpperCase()}`,
      rateText(rate.operationsPerSecond),
      `${path}.operationsPerSecond`,
    ]);
    if (rate.sparseOperationsPerSecond === undefined) continue;
    const sparse = rateText(rate.sparseOperationsPerSecond);
    rows.push([`${label} ${it.toUpperCase()}, 2:4 sparse`, sparse, `${path}.sparseOperationsPerSecond`]);
  }
  if (unit.note !== undefined) rows.push([`${label} note`, unit.note, `${name}.note`]);
  return rows;
}

function memoryRows({ memory: it }: Device): readonly Row[] {
  const row = (what: string, key: string, value: string | undefined): readonly Row[] =>
    value === undefined ? [] : [[what, value, `memory.${key}`]];
  const size = (value: number | undefined) => (value === undefined ? undefined : bytesText(value));
  return [
    ...row("memory", "bytes", size(it.bytes)),
    ...row("variants", "variantsBytes", it.variantsBytes?.map(bytesText).join(", ")),
    ...row("usable memory", "usableBytes", size(it.usableBytes)),
    ...row("bandwidth", "bandwidthBytesPerSecond", gigabytes(it.bandwidthBytesPerSecond)),
    ...row("on-chip memory", "onChipBytes", size(it.onChipBytes)),
    ...row("of it for weights", "weightCacheBytes", size(it.weightCacheBytes)),
    ...row("memory note", "note", it.note),
  ];
}

function otherRows(device: Device): readonly Row[] {
  const { power: watts, links = [], marketed = [] } = device;
  const rows: Row[] = [];
  const add = (what: string, key: string, value: number | undefined) =>
    value === undefined || rows.push([what, `${value} W`, `power.${key}`]);
  const kind = watts?.of === undefined ? "" : `, ${watts.of}`;
  add(`typical power${kind}`, "typicalWatts", watts?.typicalWatts);
  add(`maximum power${kind}`, "maximumWatts", watts?.maximumWatts);
  watts?.modes?.forEach((it, i) => rows.push([`mode ${it.name}`, modeText(it), `power.modes.${i}`]));
  if (watts?.note !== undefined) rows.push(["power note", watts.note, "power.note"]);
  links.forEach((it, i) => {
    const rate = it.bytesPerSecond === undefined ? "" : `, ${round(it.bytesPerSecond / 1e6)} MB/s measured`;
    rows.push(["link", `${it.name}${rate}${it.note === undefined ? "" : `: ${it.note}`}`, `links.${i}`]);
  });
  marketed.forEach((it, i) =>
    rows.push(["advertised", `${rateText(it.operationsPerSecond)} (${it.counts})`, `marketed.${i}`]),
  );
  return rows;
}

function modeText(mode: { watts?: number; gpuShareOfPeak?: number; npuShareOfPeak?: number }): string {
  const percent = (unit: string, it: number | undefined) =>
    it === undefined ? [] : [`${Math.round(it * 100)}% of the ${unit} peak`];
  const parts = [...percent("GPU", mode.gpuShareOfPeak), ...percent("NPU", mode.npuShareOfPeak)];
  return [...(mode.watts === undefined ? [] : [`${mode.watts} W`]), ...parts].join(", ");
}

function runtimesText({ runtimes, formats, precisionsAccelerated, defaultRuntime: choice }: Device): string {
  if (runtimes.length === 0) return "No runtime is known that runs networks on it.";
  const list = runtimes.map((it) => {
    const fallback = it.fallback === undefined ? "" : `, else ${it.fallback.toUpperCase()}`;
    const use = `${it.unit.toUpperCase()}${fallback}: ${it.precisions.map((p) => p.toUpperCase()).join(", ")}`;
    return `${runtimeNames[it.id]} (${use})`;
  });
  const fast =
    precisionsAccelerated.length === 0
      ? ""
      : ` Accelerated: ${precisionsAccelerated.join(", ").toUpperCase()}.`;
  const standard = choice && ` Default: ${runtimeNames[choice.runtime]} ${choice.precision.toUpperCase()}.`;
  return `Runtimes: ${list.join("; ")}.${standard ?? ""} Formats: ${formats.map((it) => `\`${it}\``).join(", ")}.${fast}`;
}

function surveyPart(device: Device): readonly string[] {
  const { paperRow: row, corrections } = device;
  if (!row) return [];
  const cells = paperColumns.map((it) => [it, row.cells[it], verifiedCell(device, it)]);
  return [
    `### The survey's row (Table ${row.table})`,
    "",
    table(["", "the survey says", "here"], cells),
    "",
    ...(corrections.length === 0
      ? []
      : [
          table(
            ["where they differ", "the survey says", "verified", "confidence", "source"],
            corrections.map((it) => [
              it.field +
                (it.sections === undefined
                  ? ""
                  : ` (section${it.sections.includes("and") ? "s" : ""} ${it.sections})`),
              it.paperValue,
              it.verifiedValue + (it.source.status === "unverified" ? unconfirmed : ""),
              it.confidence,
              sourceText(it.source),
            ]),
          ),
          "",
        ]),
  ];
}

function verifiedCell(device: Device, column: PaperColumn): string {
  const { memory } = device;
  const name = (unit: "cpu" | "gpu" | "npu") =>
    (device[unit]?.name ?? "") + (device[unit] ? mark(device, `${unit}.name`) : "");
  const cells: Readonly<Record<PaperColumn, () => string>> = {
    Company: () => device.vendor,
    Device: () => device.name,
    "Computing power": () =>
      (["fp32", "fp16", "int8"] as const)
        .map((it) => [it.toUpperCase(), fastestPeak(device, it)])
        .flatMap(([label, rate]) => (rate === "" ? [] : [`${label} ${rate}`]))
        .join(", "),
    "Power Consumption": () => power(device),
    CPU: () => name("cpu"),
    GPU: () => name("gpu"),
    "AI accelerator": () => name("npu"),
    RAM: () =>
      [
        memory.bytes === undefined ? "" : bytesText(memory.bytes) + mark(device, "memory.bytes"),
        bandwidth(device),
      ]
        .filter((it) => it !== "")
        .join(", "),
    "Supported DL frameworks": () =>
      [...new Set(device.runtimes.map((it) => runtimeNames[it.id] as string))].join(", "),
  };
  return cells[column]();
}

function measurementText(it: Device["measured"][number]): string {
  const range =
    it.minimum === undefined || it.maximum === undefined ? "" : ` (${it.minimum} to ${it.maximum})`;
  const count = it.count === undefined ? "" : `, n = ${it.count}`;
  return `${it.what}: ${it.median} ${it.unit}${range}${count}. ${sourceText(it.source)}`;
}

function endText(it: Device["lifecycle"][number]): string {
  const last = it.lastVersion === undefined ? "" : `, last ${it.lastVersion}`;
  const since = it.since === undefined ? "" : `, over since ${it.since}`;
  return `${it.name}${last}${since}. ${sourceText(it.source)}`;
}

function listPart(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${title}:`, "", ...items.map((it) => `- ${it}`), ""];
}

const unconfirmed = " ?";

function mark(device: Device, path: string): string {
  return sourceOf(device, path)?.status === "unverified" ? unconfirmed : "";
}

function sourceText(source: Source | undefined): string {
  if (!source) return "";
  const prefix = { cited: "", survey: "", derived: "derived: ", unverified: "unconfirmed: " };
  return prefix[source.status] + source.text;
}

function rateText(operationsPerSecond: number): string {
  if (operationsPerSecond >= 1e12) return `${round(operationsPerSecond / 1e12)} T`;
  return `${round(operationsPerSecond / 1e9)} G`;
}

/** Three digits, and no more than there are. */
const round = (value: number): string =>
  String(value >= 1000 ? Math.round(value) : Number(value.toPrecision(3)));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((it) => it.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => ":--")), ...rows.map(line)].join("\n");
}

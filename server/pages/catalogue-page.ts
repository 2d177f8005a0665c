// The page of the device catalogue: a row for each device, and its facts for the view side by side; it must not compute any.
import { computeUnits, type Device, paperColumns } from "../../core/devices/contract/device.ts";
import { precisions, runtimeNames } from "../../core/devices/contract/runtime.ts";
import {
  type PageCell,
  type PageColumn,
  type PageFact,
  type PageReport,
  type PageRow,
} from "../../protocol/page-report.ts";
import { bytesText } from "../../core/graph/quantities.ts";
import {
  bandwidthCell,
  correctionText,
  deviceCell,
  formatsCell,
  lifecycleCell,
  memoryCell,
  nameCell,
  peakCell,
  powerCell,
  ridgeCell,
  runtimesCell,
  unitWords,
} from "./device-cells.ts";
import { bandwidthText, capitalized, kindText, rateText, sentence, sourceLine } from "./device-texts.ts";

export interface CatalogueDevices {
  readonly devices: readonly Device[];
  /** Ids of those that a file of the workspace defines. */
  readonly own: ReadonlySet<string>;
  /** What is wrong with such files. */
  readonly problems: readonly string[];
}

const mostCompared = 4;

const columns: readonly PageColumn[] = [
  { key: "name", label: "Device", isName: true },
  { key: "fp32", label: "FP32 op/s", isNumber: true, about: "Dense peak, operations per second" },
  { key: "fp16", label: "FP16 op/s", isNumber: true, about: "Dense peak, operations per second" },
  { key: "int8", label: "INT8 op/s", isNumber: true, about: "Dense peak, operations per second" },
  { key: "bandwidth", label: "Bandwidth", isNumber: true, about: "Peak of the external memory" },
  {
    key: "ridge",
    label: "Ridge point",
    isNumber: true,
    about: "Multiply-adds per byte at which arithmetic and memory take the same time",
  },
  { key: "memory", label: "Memory", isNumber: true },
  { key: "power", label: "Power", isNumber: true },
  { key: "runtimes", label: "Runtimes", about: "The default first" },
  { key: "formats", label: "Formats", about: "Model files that the runtimes take" },
  { key: "lifecycle", label: "Ended" },
];

export function cataloguePage({ devices, own, problems }: CatalogueDevices): PageReport {
  return {
    kind: "deviceCatalogue",
    title: "Device Catalogue",
    lead: [
      "FP32, FP16 and INT8: dense operations per second of the fastest unit; 1 multiply-add is 2 operations.",
      "? is not verified. ≠ differs from the survey, and the verified value is shown. Each number's source: rest the pointer on it, or go there with the arrow keys.",
    ],
    warnings: problems,
    sections: [
      {
        id: "devices",
        columns,
        rows: [...devices].sort(byName).map((it) => row(it, own.has(it.id))),
        noun: "devices",
        empty: "No device of the catalogue has these words.",
        filterHint: "Filter: jetson, int8, TensorRT, FPGA…",
        mostPicked: mostCompared,
        sortedBy: { column: "name", isDescending: false },
      },
    ],
  };
}

const byName = (a: Device, b: Device) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);

function row(device: Device, isOwn: boolean): PageRow {
  const name = nameCell(device);
  const cells: PageRow["cells"] = {
    name: isOwn ? { ...name, about: ["Defined in this workspace.", ...(name.about ?? [])] } : name,
    fp32: peakCell(device, "fp32"),
    fp16: peakCell(device, "fp16"),
    int8: peakCell(device, "int8"),
    bandwidth: bandwidthCell(device),
    ridge: ridgeCell(device),
    memory: memoryCell(device),
    power: powerCell(device),
    runtimes: runtimesCell(device),
    formats: formatsCell(device),
    lifecycle: lifecycleCell(device),
  };
  const units = computeUnits.map((it) => device[it]?.name ?? "");
  const words = [device.id, device.vendor, kindText(device), isOwn ? "own workspace" : "", ...units].join(
    " ",
  );
  return { id: device.id, cells, words, facts: factsOf(device, cells) };
}

function factsOf(device: Device, cells: PageRow["cells"]): readonly PageFact[] {
  const of = (what: string, key: string): PageFact => ({ what, cell: cells[key] ?? { text: "" } });
  return [
    plain("Vendor", device.vendor),
    plain("Kind", capitalized(kindText(device))),
    ...computeUnits.flatMap((it) => unitFacts(device, it)),
    of("Bandwidth", "bandwidth"),
    of("Ridge point", "ridge"),
    of("Memory", "memory"),
    ...memoryFacts(device),
    of("Power", "power"),
    ...((device.power?.modes ?? []).length > 0
      ? [
          plain(
            "Power modes",
            (device.power?.modes ?? [])
              .map((it) => `${it.name}${it.watts === undefined ? "" : ` (${it.watts} W)`}`)
              .join(", "),
          ),
        ]
      : []),
    ...linkFacts(device),
    { what: "Runtimes", cell: { ...cells["runtimes"], text: "", list: runtimeLines(device) } },
    of("Formats", "formats"),
    plain("Accelerated", device.precisionsAccelerated.map((it) => it.toUpperCase()).join(", ")),
    ...(device.operatingSystem === undefined ? [] : [plain("Operating system", device.operatingSystem)]),
    of("Ended", "lifecycle"),
    ...surveyFacts(device),
    ...(device.notes.length > 0 ? [listed("Notes", device.notes.map(sentence))] : []),
    ...(device.references.length > 0 ? [listed("References", device.references)] : []),
  ];
}

function plain(what: string, text: string): PageFact {
  return { what, cell: { text } };
}

function listed(what: string, list: readonly string[]): PageFact {
  return { what, cell: { text: "", list } };
}

function unitFacts(device: Device, name: "cpu" | "gpu" | "npu"): readonly PageFact[] {
  const unit = device[name];
  if (!unit) return [];
  const about = unit.note === undefined ? [] : [sentence(unit.note)];
  const clock = unit.clockHz === undefined ? "" : `, ${Number((unit.clockHz / 1e9).toPrecision(3))} GHz`;
  const text = unit.name.includes("Hz") ? unit.name : unit.name + clock;
  return [
    {
      what: unitWords[name],
      cell: deviceCell(device, { text, about, paths: [`${name}.name`], fields: [name] }),
    },
    ...precisions.flatMap((precision): readonly PageFact[] => {
      const rate = unit.peak[precision]?.operationsPerSecond;
      if (rate === undefined) return [];
      const paths = [`${name}.peak.${precision}.operationsPerSecond`];
      const cell = deviceCell(device, { text: rateText(rate), paths, fields: ["peak"] });
      return [{ what: `${unitWords[name]} ${precision.toUpperCase()} peak`, cell }];
    }),
  ];
}

function memoryFacts(device: Device): readonly PageFact[] {
  const { usableBytes, onChipBytes, weightCacheBytes } = device.memory;
  const fact = (what: string, key: string, bytes: number | undefined): readonly PageFact[] =>
    bytes === undefined
      ? []
      : [{ what, cell: deviceCell(device, { text: bytesText(bytes), paths: [`memory.${key}`] }) }];
  return [
    ...fact("Usable memory", "usableBytes", usableBytes),
    ...fact("On-chip memory", "onChipBytes", onChipBytes),
    ...fact("Of it for weights", "weightCacheBytes", weightCacheBytes),
  ];
}

function linkFacts(device: Device): readonly PageFact[] {
  const links = (device.links ?? []).map(({ name, bytesPerSecond, note }) => {
    const rate = bytesPerSecond === undefined ? "" : `, ${bandwidthText(bytesPerSecond)} measured`;
    return name + rate + (note === undefined ? "" : `: ${note}`);
  });
  return links.length === 0 ? [] : [listed("Link to the host", links)];
}

function runtimeLines({ runtimes }: Device): readonly string[] {
  return runtimes.map((it) => {
    const formats = it.precisions.map((precision) => precision.toUpperCase()).join(", ");
    return `${runtimeNames[it.id]}, ${unitWords[it.unit]}: ${formats}`;
  });
}

/** The survey's row word for word, and where it is not what is verified. */
function surveyFacts(device: Device): readonly PageFact[] {
  const { paperRow, corrections } = device;
  if (!paperRow) return [];
  const said = paperColumns
    .filter((it) => it !== "Company" && it !== "Device" && paperRow.cells[it] !== "*")
    .map((it) => `${it}: ${paperRow.cells[it]}`);
  const row: PageCell = {
    text: "",
    list: said,
    about: [`The survey's Table ${paperRow.table}, word for word.`],
  };
  const differing = corrections.map((it) => correctionText(it));
  return [
    { what: "The survey says", cell: row },
    ...(differing.length === 0
      ? []
      : [
          {
            what: "Where it differs",
            cell: {
              text: "",
              list: differing,
              about: corrections.map((it) => sourceLine(it.source)),
              differs: true as const,
            },
          },
        ]),
  ];
}

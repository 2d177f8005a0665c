import { styleText } from "node:util";
import { type InspectNode, type InspectReport } from "../protocol/inspect-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../core/graph/quantities.ts";
import { deviceColumns, deviceRows, findingTexts } from "./device-section.ts";
import { noteTexts } from "./notes.ts";
import { nodesText, uncountedReasons } from "./reasons.ts";
import { summaryRows } from "./summary.ts";
import { type Terminal } from "./terminal.ts";
import { textTable } from "./text-table.ts";
import { clipped, padded, textWidth } from "./text-width.ts";

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  /** Its cells can be cut down to this, when the terminal is too narrow. */
  readonly leastWidth?: number;
  /** Left out when it is narrower still: 1 goes first. */
  readonly leavesAs?: number;
  cell(node: InspectNode, totals: InspectReport["totals"]): string;
}

const columns: readonly Column[] = [
  { title: "Node", align: "left", leastWidth: 12, cell: nodeText },
  { title: "Operator", align: "left", leavesAs: 5, cell: (it) => clipped(it.operator, longestOperator) },
  { title: "Output", align: "right", leavesAs: 4, cell: (it) => shape(it) },
  { title: "Parameters", align: "right", leavesAs: 3, cell: (it) => orBlank(it.parameters, countText) },
  { title: "Multiply-adds", align: "right", cell: (it) => orUnknown(it.multiplyAdds, countText) },
  {
    title: "Share",
    align: "left",
    leavesAs: 2,
    cell: (it, totals) => bar(it.multiplyAdds, totals.multiplyAdds),
  },
  {
    title: "Memory access",
    align: "right",
    leavesAs: 6,
    cell: (it) => orUnknown(it.memoryAccessBytes, bytesText),
  },
  {
    title: "Intensity",
    align: "right",
    leavesAs: 1,
    cell: (it) => orBlank(it.arithmeticIntensity, ratioText),
  },
];

const gap = "  ";
const barWidth = 8;
const maxReasons = 10;
const longestOperator = 40;
const longestShape = 28;

/** For people at a terminal: totals, then a row per node; coloured only on a terminal that wants it. */
export function tableText(report: InspectReport, nodeCount: number, terminal: Terminal): string {
  const { model, nodes } = report;
  const style: Style = (format, text) =>
    terminal.hasColors ? styleText(format, text, { validateStream: false }) : text;
  const origin = plainText([model.format, model.producer].filter(Boolean).join(", "));
  const summary = summaryRows(report);
  const labelWidth = Math.max(...summary.map(([label]) => label.length));
  const [header = "", ...rows] = lines(report, terminal.columns);
  const hidden = nodeCount - nodes.length;
  return [
    `${style("bold", plainText(model.name))}  ${style("dim", origin)}`,
    ...summary.map(([label, value]) => `  ${label.padEnd(labelWidth)}  ${plainText(value)}`),
    "",
    style("bold", header),
    ...rows,
    ...(hidden > 0 ? [style("dim", `${hidden} more ${hidden === 1 ? "node" : "nodes"}`)] : []),
    ...deployed(report, style),
    ...remarks(report, style),
  ].join("\n");
}

type Style = (format: "bold" | "dim" | "yellow", text: string) => string;

/** The header and a line per node, no wider than the terminal if that can be. */
function lines({ nodes, totals }: InspectReport, width: number): readonly string[] {
  const filled = columns.map((column) => {
    const cells = nodes.map((node) => plainText(column.cell(node, totals)));
    return { ...column, cells, width: widest([column.title, ...cells]) };
  });
  const { shown, excess } = fitting(filled, width);
  const line = (textOf: (column: (typeof shown)[number]) => string) =>
    shown
      .map((it) => {
        const room = it.leastWidth === undefined ? it.width : Math.max(it.leastWidth, it.width - excess);
        return padded(clipped(textOf(it), room), room, it.align);
      })
      .join(gap)
      .trimEnd();
  return [line((it) => it.title), ...nodes.map((_, row) => line((it) => it.cells[row] ?? ""))];
}

/** The columns that fit, and by how much the ones that can be cut are too wide together. */
function fitting<T extends Column & { readonly width: number }>(all: readonly T[], width: number) {
  const order = all.flatMap((it) => it.leavesAs ?? []).sort((a, b) => a - b);
  for (let shown = all; ; shown = shown.filter((it) => it.leavesAs !== order[0]), order.shift()) {
    const excess = shown.reduce((sum, it) => sum + it.width + gap.length, -gap.length) - width;
    const slack = shown.reduce((sum, it) => sum + Math.max(0, it.width - (it.leastWidth ?? it.width)), 0);
    if (excess <= slack || order.length === 0) return { shown, excess: Math.max(0, excess) };
  }
}

/** Not by Math.max(...): that takes no hundred thousand arguments. */
function widest(texts: readonly string[]): number {
  return texts.reduce((most, it) => Math.max(most, textWidth(it)), 0);
}

/** What was asked about devices. */
function deployed(report: InspectReport, style: Style): readonly string[] {
  if (!report.devices) return [];
  const [titles = "", ...rows] = textTable(deviceColumns, deviceRows(report));
  const findings = findingTexts(report);
  return [
    "",
    style("bold", titles),
    ...rows,
    ...(findings.length > 0 ? ["", style("yellow", `Findings (${findings.length}):`)] : []),
    ...findings.map((it) => `  ${plainText(it)}`),
  ];
}

function remarks(report: InspectReport, style: Style): readonly string[] {
  const { coverage, problems } = report;
  const reasons = uncountedReasons(report);
  const notes = noteTexts(report);
  const shown = reasons.slice(0, maxReasons);
  const missing = nodesText(coverage.uncounted.length);
  return [
    ...(reasons.length > 0
      ? ["", style("yellow", `Not counted, so totals may be too low (${missing}):`)]
      : []),
    ...shown.map(([reason, nodes]) => `  ${plainText(`${nodes}: ${reason}`)}`),
    ...(reasons.length > shown.length
      ? [style("dim", `  and ${reasons.length - shown.length} more reasons`)]
      : []),
    ...(notes.length > 0 ? ["", style("yellow", `Notes (${notes.length}):`)] : []),
    ...notes.slice(0, maxReasons).map((it) => `  ${plainText(it)}`),
    ...(notes.length > maxReasons ? [style("dim", `  and ${notes.length - maxReasons} more`)] : []),
    ...(problems.length > 0 ? ["", style("yellow", `Problems (${problems.length}):`)] : []),
    ...problems.map(
      (it) => `  ${it.severity} ${it.code}: ${plainText(it.message + place(it.location, report))}`,
    ),
  ];
}

/** Of traced source the module's path, with a number for its further nodes of the same operator: that has its own column. */
function nodeText({ name, modulePath, operator }: InspectNode): string {
  if (!modulePath || !name.startsWith(`${modulePath}/`)) return name;
  const own = name.slice(modulePath.length + 1);
  const [, ordinal] = /_(\d+)$/.exec(own) ?? [];
  return ordinal !== undefined && `${operator}_${ordinal}`.endsWith(own)
    ? `${modulePath} #${ordinal}`
    : modulePath;
}

function shape({ outputs: [first] }: InspectNode): string {
  const text = first?.shape?.join("×") ?? "not known";
  return text.length <= longestShape ? text : `${text.slice(0, longestShape - 1)}…`;
}

/** With its file where it can be another one than the model's. */
function place({ file, line, column, offset }: InspectNode["location"], { model }: InspectReport): string {
  if (line !== undefined && file !== undefined && model.format === "pytorch")
    return ` (${file}:${line}:${column ?? 1})`;
  if (line !== undefined) return ` (line ${line}, column ${column ?? 1})`;
  return offset === undefined ? "" : ` (offset ${offset})`;
}

function bar(part: number | undefined, whole: number | undefined): string {
  if (!part || !whole) return "";
  const filled = Math.round((barWidth * part) / whole);
  return `${"█".repeat(filled).padEnd(barWidth, "·")} ${shareText(part, whole).padStart(5)}`;
}

function orBlank(value: number | undefined, text: (value: number) => string): string {
  return value === undefined || value === 0 ? "" : text(value);
}

function orUnknown(value: number | undefined, text: (value: number) => string): string {
  return value === undefined ? "not known" : text(value);
}

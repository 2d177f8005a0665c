import { styleText } from "node:util";
import { type InspectNode, type InspectReport } from "../protocol/inspect-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../protocol/quantities.ts";
import { summaryRows } from "./summary.ts";

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  /** Narrower than its contents when the terminal is. */
  readonly isElastic?: boolean;
  cell(node: InspectNode, totals: InspectReport["totals"]): string;
}

const columns: readonly Column[] = [
  { title: "Node", align: "left", isElastic: true, cell: (it) => it.name },
  { title: "Operator", align: "left", cell: (it) => it.operator },
  { title: "Output", align: "right", cell: (it) => clipped(it.outputs[0]?.shape?.join("×") ?? "not known") },
  { title: "Parameters", align: "right", cell: (it) => orBlank(it.parameters, countText) },
  { title: "Multiply-adds", align: "right", cell: (it) => orUnknown(it.multiplyAdds, countText) },
  { title: "Share", align: "left", cell: (it, totals) => bar(it.multiplyAdds, totals.multiplyAdds) },
  { title: "Memory access", align: "right", cell: (it) => orUnknown(it.memoryAccessBytes, bytesText) },
  { title: "Intensity", align: "right", cell: (it) => orBlank(it.arithmeticIntensity, ratioText) },
];

const gap = "  ";
const barWidth = 8;
const leastWidth = 12;
const maxReasons = 10;

/** For people at a terminal: totals, then a row per node; coloured only on a terminal that wants it. */
export function tableText(report: InspectReport, nodeCount: number): string {
  const { model, nodes } = report;
  const summary = summaryRows(report);
  const labelWidth = Math.max(...summary.map(([label]) => label.length));
  return [
    `${style("bold", plainText(model.name))}  ${style("dim", plainText([model.format, model.producer].filter(Boolean).join(", ")))}`,
    ...summary.map(([label, value]) => `  ${label.padEnd(labelWidth)}  ${value}`),
    "",
    ...rows(report),
    ...(nodes.length < nodeCount ? [style("dim", `${nodeCount - nodes.length} more nodes`)] : []),
    ...remarks(report),
  ].join("\n");
}

function rows({ nodes, totals }: InspectReport): readonly string[] {
  const cells = nodes.map((node) => columns.map((it) => plainText(it.cell(node, totals))));
  const widths = columns.map((it, i) =>
    Math.max(it.title.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const excess = widths.reduce((a, b) => a + b + gap.length, -gap.length) - (process.stdout.columns ?? 120);
  columns.forEach((it, i) => {
    if (it.isElastic && excess > 0) widths[i] = Math.max(leastWidth, (widths[i] ?? 0) - excess);
  });
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => fit(text, widths[i] ?? 0, columns[i]?.align ?? "left"))
      .join(gap)
      .trimEnd();
  return [style("bold", line(columns.map((it) => it.title))), ...cells.map(line)];
}

function remarks({ coverage, problems }: InspectReport): readonly string[] {
  const reasons = [...byReason(coverage.uncounted)];
  const shown = reasons.slice(0, maxReasons);
  const count = coverage.uncounted.length;
  return [
    ...(count > 0 ? ["", style("yellow", `Not counted, so totals may be too low (${count} nodes):`)] : []),
    ...shown.map(([reason, nodes]) => `  ${plainText(`${nodes}: ${reason}`)}`),
    ...(reasons.length > shown.length
      ? [style("dim", `  and ${reasons.length - shown.length} more reasons`)]
      : []),
    ...(problems.length > 0 ? ["", style("yellow", `Problems (${problems.length}):`)] : []),
    ...problems.map((it) => `  ${it.severity} ${it.code}: ${plainText(it.message)}${place(it.location)}`),
  ];
}

/** The nodes behind each reason, in words: the first by name, the others by number. */
function byReason(uncounted: InspectReport["coverage"]["uncounted"]): ReadonlyMap<string, string> {
  const groups = new Map<string, string[]>();
  for (const { node, operator, reason } of uncounted) {
    const text = reason.endsWith("is not bound") ? `${reason} (--bind ${unboundOf(reason)})` : reason;
    groups.set(text, [...(groups.get(text) ?? []), `${node} (${operator})`]);
  }
  return new Map(
    [...groups].map(([reason, [first = "", ...more]]) => [
      reason,
      more.length > 0 ? `${first} and ${more.length} more` : first,
    ]),
  );
}

function unboundOf(reason: string): string {
  const names = /^depends on (.*), which is not bound$/.exec(reason)?.[1] ?? "";
  return names
    .split(", ")
    .map((it) => `${it}=…`)
    .join(",");
}

const longestShape = 28;

function clipped(shape: string): string {
  return shape.length <= longestShape ? shape : `${shape.slice(0, longestShape - 1)}…`;
}

function place({ line, column, offset }: InspectNode["location"]): string {
  if (line !== undefined) return ` (line ${line}, column ${column ?? 1})`;
  return offset === undefined ? "" : ` (offset ${offset})`;
}

function fit(text: string, width: number, align: Column["align"]): string {
  if (text.length <= width) return align === "left" ? text.padEnd(width) : text.padStart(width);
  // The end of a node's name tells most, its start tells where it is.
  const head = Math.floor((width - 1) / 3);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
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

function style(format: "bold" | "dim" | "yellow", text: string): string {
  const isPlain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined;
  return isPlain ? text : styleText(format, text);
}

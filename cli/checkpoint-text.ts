import { styleText } from "node:util";
import { type CheckpointBranch, type CheckpointReport } from "../protocol/checkpoint-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { bytesText, countText } from "../protocol/quantities.ts";
import { type Terminal } from "./terminal.ts";
import { clipped, padded, textWidth } from "./text-width.ts";

interface Row {
  readonly name: string;
  readonly shape: string;
  readonly elements: string;
  readonly bytes: string;
  readonly dtype: string;
}

const gap = "  ";
const leastName = 16;
const longestShape = 28;
const mostImports = 20;

/** For people at a terminal: totals, then the names as a tree; `top` rows of it, the largest branches. */
export function checkpointText(
  report: CheckpointReport,
  terminal: Terminal,
  top: number | undefined,
): string {
  const style = (format: "bold" | "dim" | "yellow", text: string) =>
    terminal.hasColors ? styleText(format, text, { validateStream: false }) : text;
  const { rows, hidden } = treeRows(report, top);
  const [header = "", ...lines] = table([titles, ...rows], terminal.columns);
  return [
    `${style("bold", plainText(report.model.name))}  ${style("dim", plainText(report.model.format))}`,
    ...summary(report).map(([label, value]) => `  ${label.padEnd(10)}  ${plainText(value)}`),
    "",
    ...(rows.length > 0 ? [style("bold", header), ...lines] : []),
    ...(hidden > 0 ? [style("dim", `${hidden} more ${hidden === 1 ? "row" : "rows"}`)] : []),
    ...imports(report, style),
    ...problems(report, style),
  ].join("\n");
}

type Style = (format: "bold" | "dim" | "yellow", text: string) => string;

const titles: Row = { name: "Name", shape: "Shape", elements: "Elements", bytes: "Bytes", dtype: "Type" };

function summary({ totals, others }: CheckpointReport): readonly (readonly [string, string])[] {
  const { parameters, weightBytesByType: byType } = totals;
  const types = Object.entries(byType).sort(([, a], [, b]) => b - a);
  return [
    ["tensors", countText(totals.tensors)],
    ["parameters", parameters === undefined ? "more than can be counted" : countText(parameters)],
    [
      "weights",
      [
        bytesText(totals.weightBytes),
        ...(types.length > 1 ? [typesText(types)] : types.map(([it]) => it)),
      ].join(", "),
    ],
    ...others.map(
      (it) => ["besides", `${it.path}: ${countText(it.tensors)} tensors, ${bytesText(it.bytes)}`] as const,
    ),
  ];
}

function typesText(types: readonly (readonly [string, number])[]): string {
  return types.map(([name, bytes]) => `${name} ${bytesText(bytes)}`).join(", ");
}

/** Modules that hold one thing only stand on one line with it; of the rest, the largest are shown when `top` limits them. */
function treeRows(report: CheckpointReport, top: number | undefined) {
  const byName = new Map(report.tensors.map((it) => [it.name, it]));
  const all: (Row & { readonly size: number })[] = [];
  const walk = (branch: CheckpointBranch, prefix: string, depth: number): void => {
    const path = prefix === "" ? branch.name : `${prefix}.${branch.name}`;
    const [only] = branch.children;
    const isLeaf = branch.children.length === 0;
    if (branch.children.length === 1 && only && only.tensors === branch.tensors && !byName.has(path)) {
      walk({ ...only, name: `${branch.name}.${only.name}` }, prefix, depth);
      return;
    }
    all.push({ ...rowOf(branch, depth, isLeaf ? byName.get(path) : undefined), size: branch.bytes });
    for (const it of branch.children) walk(it, path, depth + 1);
  };
  for (const it of report.tree.children) walk(it, "", 0);
  if (top === undefined || all.length <= top) return { rows: all, hidden: 0 };
  // A branch is at least as large as what is in it, so that a row never stands without those above it.
  const order = all.map((_, i) => i).sort((a, b) => (all[b]?.size ?? 0) - (all[a]?.size ?? 0) || a - b);
  const kept = new Set(order.slice(0, top));
  return { rows: all.filter((_, i) => kept.has(i)), hidden: all.length - top };
}

function rowOf(
  branch: CheckpointBranch,
  depth: number,
  tensor: CheckpointReport["tensors"][number] | undefined,
): Row {
  const types = Object.keys(branch.bytesByType);
  const elements = tensor ? tensor.elements : branch.parameters;
  const shape = tensor ? (tensor.shape.length === 0 ? "scalar" : tensor.shape.join("×")) : "";
  return {
    name: `${"  ".repeat(depth)}${branch.name}`,
    shape: clipped(shape, longestShape),
    elements: elements === undefined ? "?" : countText(elements),
    bytes: tensor?.isShared ? "shared" : bytesText(branch.bytes),
    dtype: tensor?.dtype ?? types.join(", "),
  };
}

function table(rows: readonly Row[], width: number): readonly string[] {
  const cells = rows.map((it) =>
    [it.name, it.shape, it.elements, it.bytes, it.dtype].map((text) => plainText(text)),
  );
  const widths = [0, 1, 2, 3, 4].map((column) =>
    cells.reduce((most, row) => Math.max(most, textWidth(row[column] ?? "")), 0),
  );
  const others = widths.slice(1).reduce((sum, it) => sum + it + gap.length, 0);
  const name = Math.max(leastName, Math.min(widths[0] ?? 0, width - others));
  return cells.map((row) =>
    row
      .map((text, column) => {
        const room = column === 0 ? name : (widths[column] ?? 0);
        return padded(clipped(text, room), room, column === 0 || column === 4 ? "left" : "right");
      })
      .join(gap)
      .trimEnd(),
  );
}

function imports({ imports: all }: CheckpointReport, style: Style): readonly string[] {
  const foreign = all.filter((it) => !it.isAllowed);
  if (foreign.length === 0) return [];
  const shown = foreign.slice(0, mostImports);
  return [
    "",
    style("yellow", "Loading this file would import (nothing was run here):"),
    ...shown.map((it) => {
      const times = it.calls === 1 ? "called once" : `called ${it.calls} times`;
      return `  ${plainText(`${it.module}.${it.name}`)}${it.calls > 0 ? `, ${times}` : ""}`;
    }),
    ...(foreign.length > shown.length ? [style("dim", `  and ${foreign.length - shown.length} more`)] : []),
  ];
}

function problems({ problems: all }: CheckpointReport, style: Style): readonly string[] {
  if (all.length === 0) return [];
  return [
    "",
    style("yellow", `Problems (${all.length}):`),
    ...all.map(({ severity, code, message, location: { offset } }) => {
      const place = offset === undefined ? "" : ` (offset ${offset})`;
      return `  ${severity} ${code}: ${plainText(message + place)}`;
    }),
  ];
}

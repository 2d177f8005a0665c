import { treeRows } from "../core/metrics/tree-rows.ts";
import { type CheckpointBranch, type CheckpointReport } from "../protocol/checkpoint-report.ts";
import { bytesText, countText } from "../core/graph/quantities.ts";

/** One line of a report that people read: a part of the names, or a tensor. */
export interface CheckpointRow {
  readonly name: string;
  /** The whole name. */
  readonly path: string;
  readonly depth: number;
  readonly shape: string;
  /** What is learned, shared tensors once; empty for what is not. */
  readonly parameters: string;
  readonly bytes: string;
  readonly dtype: string;
}

/** All of the tree; of its rows the largest when `top` limits them. */
export function checkpointRows(
  report: CheckpointReport,
  top: number | undefined,
): { readonly rows: readonly CheckpointRow[]; readonly hidden: number } {
  const byName = new Map(report.tensors.map((it) => [it.name, it]));
  const all = treeRows(report.tree, (path) => byName.has(path)).map(({ branch, name, path, depth }) => {
    const tensor = branch.children.length === 0 ? byName.get(path) : undefined;
    return { ...cells(branch, tensor), name, path, depth, size: branch.bytes };
  });
  if (top === undefined || all.length <= top) return { rows: all, hidden: 0 };
  // A branch is at least as large as what is in it, so that a row never stands without those above it.
  const order = all.map((_, i) => i).sort((a, b) => (all[b]?.size ?? 0) - (all[a]?.size ?? 0) || a - b);
  const kept = new Set(order.slice(0, top));
  return { rows: all.filter((_, i) => kept.has(i)), hidden: all.length - top };
}

function cells(branch: CheckpointBranch, tensor: CheckpointReport["tensors"][number] | undefined) {
  const isCounted = !tensor || (tensor.role === "parameter" && tensor.isShared !== true);
  const parameters = tensor ? tensor.elements : branch.parameters;
  return {
    shape: tensor ? (tensor.shape.length === 0 ? "scalar" : tensor.shape.join("×")) : "",
    parameters: !isCounted ? "" : parameters === undefined ? "?" : countText(parameters),
    bytes: tensor?.isShared ? "shared" : bytesText(branch.bytes),
    dtype:
      tensor?.dtype ??
      bySize(branch.bytesByType)
        .map(([it]) => it)
        .join(", "),
  };
}

/** The totals as label and value. */
export function checkpointSummary({
  totals,
  others,
}: CheckpointReport): readonly (readonly [string, string])[] {
  const { parameters } = totals;
  const types = bySize(totals.weightBytesByType);
  const byType = types.map(([name, bytes]) => (types.length > 1 ? `${name} ${bytesText(bytes)}` : name));
  return [
    ["tensors", countText(totals.tensors)],
    ["parameters", parameters === undefined ? "more than can be counted" : countText(parameters)],
    ["weights", [bytesText(totals.weightBytes), ...byType].join(", ")],
    ...others.map(
      (it) => ["besides", `${it.path}: ${countText(it.tensors)} tensors, ${bytesText(it.bytes)}`] as const,
    ),
  ];
}

function bySize(bytesByType: CheckpointBranch["bytesByType"]): readonly (readonly [string, number])[] {
  return Object.entries(bytesByType).sort(([, a], [, b]) => b - a);
}

/** `os.system, called once`. */
export function importText({ module, name, calls }: CheckpointReport["imports"][number]): string {
  const times = calls === 1 ? "called once" : `called ${calls} times`;
  return `${module}.${name}${calls > 0 ? `, ${times}` : ""}`;
}

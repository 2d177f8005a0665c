import { type CheckpointTree, checkpointTree } from "../core/metrics/checkpoint-tree.ts";
import { type Checkpoint, type CheckpointTensor } from "../core/read/checkpoint.ts";
import { type CheckpointBranch, type CheckpointReport } from "./checkpoint-report.ts";

export function toCheckpointReport(
  checkpoint: Checkpoint,
  { name, path }: { readonly name: string; readonly path: string },
): CheckpointReport {
  const tree = checkpointTree(checkpoint.tensors);
  return {
    schemaVersion: 1,
    model: { name, format: checkpoint.format, path },
    totals: {
      tensors: tree.tensors,
      ...(tree.parameters !== undefined && { parameters: tree.parameters }),
      weightBytes: tree.bytes,
      weightBytesByType: Object.fromEntries(tree.bytesByType),
    },
    tensors: checkpoint.tensors.map(toTensor),
    tree: toBranch(tree),
    others: checkpoint.others.map((it) => ({ ...it })),
    metadata: Object.fromEntries(checkpoint.metadata),
    imports: checkpoint.imports.map((it) => ({ ...it })),
    problems: checkpoint.problems.map(({ code, severity, message, offset }) => ({
      code,
      severity,
      message,
      location: { file: path, ...(offset !== undefined && { offset }) },
    })),
  };
}

function toTensor(it: CheckpointTensor): CheckpointReport["tensors"][number] {
  return {
    name: it.name,
    ...(it.dtype && { dtype: it.dtype }),
    shape: [...it.shape],
    ...(it.elements !== undefined && { elements: it.elements }),
    bytes: it.bytes,
    role: it.role,
    ...(it.isShared && { isShared: true }),
    ...(it.stride && { stride: [...it.stride] }),
    storage: { ...it.place },
  };
}

function toBranch(it: CheckpointTree): CheckpointBranch {
  return {
    name: it.name,
    tensors: it.tensors,
    ...(it.parameters !== undefined && { parameters: it.parameters }),
    bytes: it.bytes,
    bytesByType: Object.fromEntries(it.bytesByType),
    children: it.children.map(toBranch),
  };
}

import { type CheckpointTree, checkpointTree } from "../core/metrics/checkpoint-tree.ts";
import {
  type CheckpointMatch,
  type ExpectedTensor,
  matchCheckpoint,
} from "../core/metrics/match-checkpoint.ts";
import { type Checkpoint, type CheckpointTensor } from "../core/read/checkpoint.ts";
import { type CheckpointBranch, type CheckpointReport } from "./checkpoint-report.ts";

export interface CheckpointSource {
  readonly name: string;
  readonly path: string;
  /** What the weights should be for. */
  readonly model?: ExpectedModel;
}

export interface ExpectedModel {
  readonly name: string;
  readonly path: string;
  readonly call?: string;
  readonly state: readonly ExpectedTensor[];
}

export function toCheckpointReport(
  checkpoint: Checkpoint,
  { name, path, model }: CheckpointSource,
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
    imports: checkpoint.imports.map(({ module, name, calls, isAllowed }) => ({
      module,
      name,
      calls,
      isAllowed,
    })),
    ...(model && { match: toMatch(matchCheckpoint(model.state, checkpoint.tensors), model) }),
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

function toMatch(
  { stripped, matched, missing, unexpected, mismatched }: CheckpointMatch,
  { name, path, call, state }: ExpectedModel,
): NonNullable<CheckpointReport["match"]> {
  return {
    model: { name, path, ...(call !== undefined && { call }), tensors: state.length },
    ...(stripped && { stripped: { ...stripped } }),
    matched,
    missing: missing.map((it) => ({ ...it })),
    unexpected: unexpected.map((it) => ({ ...it })),
    mismatched: mismatched.map((it) => ({
      name: it.name,
      expected: [...it.expected],
      found: [...it.found],
    })),
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

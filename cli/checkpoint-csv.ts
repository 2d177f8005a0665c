import { type CheckpointReport } from "../protocol/checkpoint-report.ts";
import { csvRows } from "./csv.ts";

/** RFC 4180, one row for each tensor; an unknown number is an empty cell. */
export function checkpointCsv({ tensors }: CheckpointReport): string {
  const header = ["name", "dtype", "shape", "elements", "bytes", "role", "isShared", "container", "offset"];
  const rows = tensors.map((it) => [
    it.name,
    it.dtype,
    it.shape.join("x"),
    it.elements,
    it.bytes,
    it.role,
    it.isShared === true,
    it.storage.container,
    it.storage.offset,
  ]);
  return csvRows([header, ...rows]);
}

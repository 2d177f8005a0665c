/** Reads SparseTensorProto. It must not spread the values out: `dims` can be far larger than what is stored. */
import { type Constant, type Span } from "../graph/model.ts";
import { sparseTensorField } from "./onnx-field.ts";
import { complain, type Mutable, type Reading, takePart } from "./onnx-reading.ts";
import { finishTensor, newTensor, type OpenTensor, readTensor } from "./onnx-tensor.ts";
import { quoted } from "./quoted.ts";

/** A constant with the dense shape and the storage of the values; undefined when the field is none, or one too many. */
export function readSparseTensor(reading: Reading): Constant | undefined {
  if (!takePart(reading, "tensors")) return undefined;
  const { wire } = reading;
  const dims: number[] = [];
  let values: OpenTensor | undefined;
  let indices: OpenTensor | undefined;
  const span = wire.message((field) => {
    if (field === sparseTensorField.values) readTensor(reading, (values ??= newTensor(wire.position)));
    else if (field === sparseTensorField.indices) readTensor(reading, (indices ??= newTensor(wire.position)));
    else if (field === sparseTensorField.dims) wire.numbers("int64", dims, 64);
  });
  if (!span) return undefined;
  const stored = finishTensor(reading, values ?? newTensor(span.offset));
  const constant: Mutable<Constant> = { ...stored, dims: dims.map((it) => Math.max(0, it)) };
  constant.storedCount = product(stored.dims);
  delete constant.values;
  delete constant.strings;
  if (indices) checkIndices(reading, constant, finishTensor(reading, indices), span);
  return constant;
}

function checkIndices(reading: Reading, sparse: Constant, indices: Constant, { offset }: Span): void {
  const { values, dims } = indices;
  if (dims[0] !== sparse.storedCount) {
    const message = `Sparse tensor ${quoted(sparse.name)} has ${sparse.storedCount ?? 0} values and ${dims[0] ?? 0} indices.`;
    complain(reading, offset, ["malformed", "error", message]);
  }
  // With one index per value it counts through the dense tensor; with several, one per axis.
  const limits = dims.length === 1 ? [product(sparse.dims)] : sparse.dims;
  const outside = values?.findIndex((it, i) => it < 0 || it >= (limits[i % limits.length] ?? 1)) ?? -1;
  if (outside < 0) return;
  const message = `Sparse tensor ${quoted(sparse.name)} has an index ${values?.[outside] ?? 0} outside its shape ${sparse.dims.join("×")}.`;
  complain(reading, offset, ["malformed", "error", message]);
}

function product(dims: readonly number[]): number {
  return dims.reduce((result, it) => result * it, 1);
}

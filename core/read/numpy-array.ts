/** Recognizes a NumPy array in what a pickle would build. It must not read its values. */
import { type DataType } from "../graph/data-type.ts";
import { numpyType } from "./numpy-type.ts";
import { globalName, isObject, itemsOf, type PickleCall, type PickleValue, textOf } from "./pickle-value.ts";
import { sizes, type TensorView } from "./torch-tensor.ts";

const makers = /^numpy\.(_?core\.multiarray\._reconstruct|ndarray)$/;
const buffers = /^numpy\._?core\.numeric\._frombuffer$/;

export function numpyArray(value: PickleCall): TensorView | undefined {
  const name = globalName(value.callee) ?? "";
  if (makers.test(name)) {
    // (version, shape, dtype, is in Fortran order, bytes)
    const [, shape, dtype, , data] = itemsOf(value.state) ?? [];
    return viewOf(shape, dtype, data);
  }
  if (!buffers.test(name)) return undefined;
  const [data, dtype, shape] = value.args;
  return viewOf(shape, dtype, data);
}

function viewOf(
  shape: PickleValue | undefined,
  type: PickleValue | undefined,
  data: PickleValue | undefined,
): TensorView | undefined {
  const found = sizes(shape);
  if (!found) return undefined;
  const dtype = dtypeOf(type);
  const span = isObject(data, "bytes") ? { data: { offset: data.offset, length: data.length } } : {};
  return { shape: found, offset: 0, ...(dtype && { dtype }), ...span };
}

/** `numpy.dtype("f4", False, True)`. */
function dtypeOf(value: PickleValue | undefined): DataType | undefined {
  if (!isObject(value, "call") || globalName(value.callee) !== "numpy.dtype") return undefined;
  return numpyType(textOf(value.args[0]) ?? "");
}

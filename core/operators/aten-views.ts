import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["alias", "The same tensor."],
  ["as_strided", "A view with strides of its own."],
  ["chunk", "Equal parts along an axis."],
  ["detach", "The same tensor outside of differentiation."],
  ["diagonal", "The diagonal."],
  ["expand", "An axis repeated without copying."],
  ["expand_as", "An axis repeated without copying."],
  ["broadcast_to", "Axes repeated without copying."],
  ["imag", "Imaginary parts."],
  ["narrow", "A stretch of an axis."],
  ["real", "Real parts."],
  ["select", "One entry of an axis."],
  ["slice", "A part of an axis."],
  ["split", "Parts along an axis."],
  ["tensor_split", "Parts along an axis."],
  ["unbind", "The entries of an axis."],
  ["unfold", "Sliding windows along an axis."],
  ["view", "The same values under another shape."],
  ["view_as", "The same values under another's shape."],
  ["view_as_complex", "Pairs of real numbers as complex ones."],
  ["view_as_real", "Complex numbers as pairs of real ones."],
  ["view_dtype", "The same bytes as another type."],
  ["resolve_conj", "The tensor with its conjugation carried out."],
  ["resolve_neg", "The tensor with its sign carried out."],
] as const;

/** The same memory under another shape or type. */
export const atenViews: readonly Operator[] = atenFamily(rows, { isView: true });

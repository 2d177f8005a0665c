import { type Dim, sameDim } from "../../graph/dim.ts";
import { dtypeOf, shapeOf, tensor, type ValueType } from "../../graph/value-type.ts";

/**
 * The type of a value that is either of two, as an If or a Loop gives it: equal sizes stay, differing ones come from
 * `fresh`, differing ranks leave the shape unknown.
 */
export function unionType(
  a: ValueType | undefined,
  b: ValueType | undefined,
  fresh: (axis: number) => Dim,
): ValueType | undefined {
  if (!a || !b) return undefined;
  if (a.kind === "tensor" || a.kind === "sparse") return a.kind === b.kind ? unionTensor(a, b, fresh) : undefined;
  if (a.kind === "map" || b.kind === "map") return a.kind === b.kind ? a : undefined;
  if (a.kind !== b.kind || b.kind === "tensor" || b.kind === "sparse") return undefined;
  const element = unionType(a.element, b.element, fresh);
  return { kind: a.kind, ...(element && { element }) };
}

function unionTensor(a: ValueType, b: ValueType, fresh: (axis: number) => Dim): ValueType {
  const dtype = dtypeOf(a) === dtypeOf(b) ? dtypeOf(a) : undefined;
  const shape = shapeOf(a);
  const other = shapeOf(b);
  if (shape?.length !== other?.length) return { ...tensor(dtype, undefined), kind: kindOf(a) };
  const sizes = shape?.map((size, axis) => {
    const otherSize = other?.[axis];
    return otherSize !== undefined && sameDim(size, otherSize) ? size : fresh(axis);
  });
  return { ...tensor(dtype, sizes), kind: kindOf(a) };
}

function kindOf(type: ValueType): "tensor" | "sparse" {
  return type.kind === "sparse" ? "sparse" : "tensor";
}

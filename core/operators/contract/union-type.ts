import { type Dim, sameDim } from "../../graph/dim.ts";
import {
  dtypeOf,
  elementOf,
  shapeOf,
  tensor,
  type TensorType,
  type ValueType,
} from "../../graph/value-type.ts";

/**
 * The type of a value that is either of two, as an If or a Loop gives it: equal sizes stay, differing ones come from
 * `fresh`, differing ranks leave the shape unknown.
 */
export function unionType(
  a: ValueType | undefined,
  b: ValueType | undefined,
  fresh: (axis: number) => Dim,
): ValueType | undefined {
  if (a?.kind !== b?.kind || !a || !b) return undefined;
  switch (a.kind) {
    case "tensor":
    case "sparse":
      return unionTensor(a, b, fresh);
    case "map":
      return a;
    default: {
      const element = unionType(a.element, elementOf(b), fresh);
      return { kind: a.kind, ...(element && { element }) };
    }
  }
}

function unionTensor(a: TensorType, b: ValueType, fresh: (axis: number) => Dim): ValueType {
  const dtype = dtypeOf(a) === dtypeOf(b) ? dtypeOf(a) : undefined;
  const shape = shapeOf(a);
  const other = shapeOf(b);
  if (shape?.length !== other?.length) return { ...tensor(dtype, undefined), kind: a.kind };
  const sizes = shape?.map((size, axis) => {
    const otherSize = other?.[axis];
    return otherSize !== undefined && sameDim(size, otherSize) ? size : fresh(axis);
  });
  return { ...tensor(dtype, sizes), kind: a.kind };
}

import { type Dim, dimText, isKnown, sameDim } from "../graph/dim.ts";
import { type Shape, shapeText } from "../graph/shape.ts";
import { shapeOf, typeText, type ValueType } from "../graph/value-type.ts";

/** The more that both know together, and a sentence when they contradict (then what was inferred stands). */
export interface MergedType {
  readonly type: ValueType | undefined;
  readonly conflict?: string;
}

export function mergeTypes(inferred: ValueType | undefined, stated: ValueType | undefined): MergedType {
  if (!inferred || !stated) return { type: inferred ?? stated };
  if (isTensor(inferred) && isTensor(stated)) return mergeTensors(inferred, stated);
  if (inferred.kind !== stated.kind || inferred.kind === "map" || stated.kind === "map")
    return { type: inferred };
  if (isTensor(inferred) || isTensor(stated)) return { type: inferred };
  const { type: element, conflict } = mergeTypes(inferred.element, stated.element);
  return { type: { ...inferred, ...(element && { element }) }, ...(conflict && { conflict }) };
}

type TensorLike = Extract<ValueType, { kind: "tensor" | "sparse" }>;

function isTensor(type: ValueType): type is TensorLike {
  return type.kind === "tensor" || type.kind === "sparse";
}

function mergeTensors(inferred: TensorLike, stated: TensorLike): MergedType {
  const dtype = inferred.dtype ?? stated.dtype;
  const merged = mergeShapes(shapeOf(inferred), shapeOf(stated));
  const type = { kind: inferred.kind, ...(dtype && { dtype }), ...(merged.shape && { shape: merged.shape }) };
  if (!merged.isConflict) return { type };
  return {
    type,
    conflict: `its output is ${shapeText(shapeOf(inferred))}, but the file states ${typeText(stated)}`,
  };
}

function mergeShapes(
  inferred: Shape | undefined,
  stated: Shape | undefined,
): { shape?: Shape; isConflict: boolean } {
  if (!inferred || !stated) {
    const shape = inferred ?? stated;
    return { ...(shape && { shape }), isConflict: false };
  }
  if (inferred.length !== stated.length) return { shape: inferred, isConflict: true };
  let isConflict = false;
  const shape = inferred.map((dim, i) => {
    const other = stated[i] ?? dim;
    if (isKnown(dim) && isKnown(other) && dim !== other) isConflict = true;
    return betterDim(dim, other);
  });
  return { shape, isConflict };
}

/** A number beats a symbol; a name that the exporter gave beats a size that nothing told. */
function betterDim(inferred: Dim, stated: Dim): Dim {
  if (isKnown(inferred) || sameDim(inferred, stated)) return inferred;
  if (isKnown(stated)) return stated;
  return /_d\d+$/.test(dimText(inferred)) && !/_d\d+$/.test(dimText(stated)) ? stated : inferred;
}

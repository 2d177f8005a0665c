import { type Dim, dimText, isKnown, sameDim, symbolsOf } from "../graph/dim.ts";
import { type Shape, shapeText } from "../graph/shape.ts";
import { shapeOf, typeText, type ValueType } from "../graph/value-type.ts";

/** The more that both know together, and a sentence when they contradict (then what was inferred stands). */
export interface MergedType {
  readonly type: ValueType | undefined;
  readonly conflict?: string;
}

/**
 * `inputSymbols` are those of the graph's inputs: a size made of them alone is exact, and a number stated for it only
 * tells which example the exporter ran.
 */
export function mergeTypes(
  inferred: ValueType | undefined,
  stated: ValueType | undefined,
  inputSymbols: ReadonlySet<string> = none,
): MergedType {
  if (!inferred || !stated) return { type: inferred ?? stated };
  if (isTensor(inferred) && isTensor(stated)) return mergeTensors(inferred, stated, inputSymbols);
  if (inferred.kind !== stated.kind || inferred.kind === "map" || stated.kind === "map")
    return { type: inferred };
  if (isTensor(inferred) || isTensor(stated)) return { type: inferred };
  const { type: element, conflict } = mergeTypes(inferred.element, stated.element, inputSymbols);
  return { type: { ...inferred, ...(element && { element }) }, ...(conflict && { conflict }) };
}

/**
 * A sentence when what the operator says of its output's shape is not what a trace found. Element types are left to the
 * trace: PyTorch mixes them where ONNX does not.
 */
export function disagreement(inferred: ValueType | undefined, traced: ValueType): string | undefined {
  const { isConflict } = mergeShapes(shapeOf(inferred), shapeOf(traced), none);
  if (!isConflict) return undefined;
  return `its output would be ${shapeText(shapeOf(inferred))}, but the trace has ${shapeText(shapeOf(traced))}`;
}

const none: ReadonlySet<string> = new Set();

type TensorLike = Extract<ValueType, { kind: "tensor" | "sparse" }>;

function isTensor(type: ValueType): type is TensorLike {
  return type.kind === "tensor" || type.kind === "sparse";
}

function mergeTensors(
  inferred: TensorLike,
  stated: TensorLike,
  inputSymbols: ReadonlySet<string>,
): MergedType {
  const dtype = inferred.dtype ?? stated.dtype;
  const merged = mergeShapes(shapeOf(inferred), shapeOf(stated), inputSymbols);
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
  inputSymbols: ReadonlySet<string>,
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
    return betterDim(dim, other, inputSymbols);
  });
  return { shape, isConflict };
}

/** A number beats a symbol that nothing tells; a name that the exporter gave beats a size that nothing told. */
function betterDim(inferred: Dim, stated: Dim, inputSymbols: ReadonlySet<string>): Dim {
  if (isKnown(inferred) || sameDim(inferred, stated)) return inferred;
  if (isKnown(stated))
    return [...symbolsOf(inferred)].every((it) => inputSymbols.has(it)) ? inferred : stated;
  return /_d\d+$/.test(dimText(inferred)) && !/_d\d+$/.test(dimText(stated)) ? stated : inferred;
}

import { bindShape, isStatic, type Shape, shapeText } from "./shape.ts";
import { type Bindings } from "./dim.ts";
import { type DataType } from "./data-type.ts";

/** What is known of a value's type. A missing field is not known. */
export type ValueType = TensorType | SequenceType | OptionalType | MapType;

export interface TensorType {
  readonly kind: "tensor" | "sparse";
  readonly dtype?: DataType;
  readonly shape?: Shape;
}

export interface SequenceType {
  readonly kind: "sequence";
  readonly element?: ValueType;
}

export interface OptionalType {
  readonly kind: "optional";
  readonly element?: ValueType;
}

export interface MapType {
  readonly kind: "map";
  readonly key?: DataType;
  readonly value?: ValueType;
}

export function tensor(dtype: DataType | undefined, shape: Shape | undefined): TensorType {
  return { kind: "tensor", ...(dtype && { dtype }), ...(shape && { shape }) };
}

export function shapeOf(type: ValueType | undefined): Shape | undefined {
  return type?.kind === "tensor" || type?.kind === "sparse" ? type.shape : undefined;
}

export function dtypeOf(type: ValueType | undefined): DataType | undefined {
  return type?.kind === "tensor" || type?.kind === "sparse" ? type.dtype : undefined;
}

/** The element type inside a sequence or an optional. */
export function elementOf(type: ValueType | undefined): ValueType | undefined {
  return type?.kind === "sequence" || type?.kind === "optional" ? type.element : undefined;
}

export function bindType(type: ValueType | undefined, bindings: Bindings): ValueType | undefined {
  if (!type || bindings.size === 0) return type;
  switch (type.kind) {
    case "tensor":
    case "sparse":
      return type.shape && !isStatic(type.shape) ? { ...type, shape: bindShape(type.shape, bindings) } : type;
    case "map": {
      const value = bindType(type.value, bindings);
      return value ? { ...type, value } : type;
    }
    default: {
      const element = bindType(type.element, bindings);
      return element ? { ...type, element } : type;
    }
  }
}

/** As people write it: `float32 1×3×224×224`, `sequence of int64 N`. */
export function typeText(type: ValueType | undefined): string {
  if (!type) return "unknown type";
  switch (type.kind) {
    case "tensor":
    case "sparse":
      return `${type.kind === "sparse" ? "sparse " : ""}${type.dtype ?? "unknown type"} ${shapeText(type.shape)}`;
    case "map":
      return `map from ${type.key ?? "unknown type"} to ${typeText(type.value)}`;
    default:
      return `${type.kind} of ${typeText(type.element)}`;
  }
}

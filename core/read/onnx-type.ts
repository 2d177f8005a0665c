/** Reads TypeProto and ValueInfoProto. It must not infer: what the file does not state stays unknown. */
import { type DataType, dataTypeFromCode } from "../graph/data-type.ts";
import { type Dim, isSize, symbol } from "../graph/dim.ts";
import { type Value } from "../graph/model.ts";
import { type Shape } from "../graph/shape.ts";
import { type TensorType, type ValueType } from "../graph/value-type.ts";
import {
  dimensionField,
  elementField,
  mapTypeField,
  shapeField,
  tensorTypeField,
  typeField,
  valueInfoField,
} from "./onnx-field.ts";
import { complain, dimOf, type Mutable, readEntryInto, type Reading, takePart } from "./onnx-reading.ts";
import { quoted } from "./quoted.ts";

/** A type as its messages spell it. It becomes a ValueType once the name of the value is known. */
export interface StoredType {
  kind?: ValueType["kind"] | "opaque";
  code: number;
  dims?: (number | string | undefined)[];
  inner?: StoredType;
  offset: number;
}

// ONNX sets no limit; NumPy stops at 64.
const mostDims = 64;

// Names that exporters write for "not known": two such sizes are not the same size.
const placeholder = /^(\?|\*|-1|none|null|unknown)$/i;

export function newType(offset: number): StoredType {
  return { code: 0, offset };
}

/** ValueInfoProto; undefined when the field is none, or one value too many. */
export function readValue(reading: Reading): Value | undefined {
  if (!takePart(reading, "values")) return undefined;
  const { wire } = reading;
  let name = "";
  let type: StoredType | undefined;
  let doc: string | undefined;
  let metadata: Map<string, string> | undefined;
  const span = wire.message((field) => {
    if (field === valueInfoField.name) name = wire.string() ?? name;
    else if (field === valueInfoField.type) readType(reading, (type ??= newType(wire.position)));
    else if (field === valueInfoField.docString) doc = wire.string();
    else if (field === valueInfoField.metadataProps) readEntryInto(reading, (metadata ??= new Map()));
  });
  if (!span) return undefined;
  const value: Mutable<Value> = { name };
  const known = type && typeOf(reading, type, name);
  if (known) value.type = known;
  if (doc) value.doc = doc;
  if (metadata) value.metadata = metadata;
  return value;
}

/** TypeProto. Of several members of its oneof the last one counts; the same one twice is merged. */
export function readType(reading: Reading, into: StoredType): void {
  const { wire } = reading;
  wire.message((field) => {
    switch (field) {
      case typeField.tensor:
        return readTensorType(reading, become(into, "tensor"));
      case typeField.sparseTensor:
        return readTensorType(reading, become(into, "sparse"));
      case typeField.sequence:
        return readInner(reading, become(into, "sequence"), elementField.elemType);
      case typeField.optional:
        return readInner(reading, become(into, "optional"), elementField.elemType);
      case typeField.map:
        return readInner(reading, become(into, "map"), mapTypeField.valueType);
      case typeField.opaque:
        become(into, "opaque");
        return;
    }
  });
}

/** The type, with sizes that the file leaves open named after the value and the axis, so that users can bind them. */
export function typeOf(reading: Reading, stored: StoredType, name: string): ValueType | undefined {
  switch (stored.kind) {
    case "tensor":
    case "sparse":
      return tensorTypeOf(reading, stored, name);
    case "map": {
      const key = dtypeOf(reading, stored);
      const value = stored.inner && typeOf(reading, stored.inner, name);
      return { kind: "map", ...(key && { key }), ...(value && { value }) };
    }
    case "sequence":
    case "optional": {
      const element = stored.inner && typeOf(reading, stored.inner, name);
      return { kind: stored.kind, ...(element && { element }) };
    }
    case "opaque":
      complain(reading, stored.offset, [
        "unsupported",
        "info",
        `The opaque type of ${quoted(name)} is not read.`,
      ]);
      return undefined;
    default:
      return undefined;
  }
}

function tensorTypeOf(reading: Reading, stored: StoredType, name: string): TensorType {
  const type: Mutable<TensorType> = { kind: stored.kind === "sparse" ? "sparse" : "tensor" };
  const dtype = dtypeOf(reading, stored);
  const shape = shapeOf(reading, stored, name);
  if (dtype) type.dtype = dtype;
  if (shape) type.shape = shape;
  return type;
}

function become(type: StoredType, kind: NonNullable<StoredType["kind"]>): StoredType {
  if (type.kind === undefined || type.kind === kind) {
    type.kind = kind;
    return type;
  }
  type.kind = kind;
  type.code = 0;
  delete type.dims;
  delete type.inner;
  return type;
}

function readTensorType(reading: Reading, into: StoredType): void {
  const { wire } = reading;
  wire.message((field) => {
    if (field === tensorTypeField.elemType) into.code = wire.number("int32") ?? into.code;
    else if (field === tensorTypeField.shape) readShape(reading, (into.dims ??= []));
  });
}

function readShape(reading: Reading, dims: (number | string | undefined)[]): void {
  const { wire } = reading;
  wire.message((field) => {
    if (field !== shapeField.dim || dims.length > mostDims) return;
    if (dims.length === mostDims) {
      complain(reading, wire.position, [
        "limit",
        "error",
        `A shape has more than ${mostDims} sizes; it is taken as not known.`,
      ]);
    }
    let dim: number | string | undefined;
    const span = wire.message((part) => {
      if (part === dimensionField.dimValue) dim = wire.number("int64") ?? dim;
      else if (part === dimensionField.dimParam) dim = wire.string() ?? dim;
    });
    if (span) dims.push(dim);
  });
}

function readInner(reading: Reading, into: StoredType, innerField: number): void {
  const { wire } = reading;
  wire.message((field) => {
    if (field === innerField) readType(reading, (into.inner ??= newType(wire.position)));
    else if (into.kind === "map" && field === mapTypeField.keyType)
      into.code = wire.number("int32") ?? into.code;
  });
}

function dtypeOf(reading: Reading, { code, offset }: StoredType): DataType | undefined {
  const dtype = dataTypeFromCode(code);
  if (!dtype && code !== 0)
    complain(reading, offset, ["unsupported", "warning", `Element type ${code} is not known.`]);
  return dtype;
}

function shapeOf(reading: Reading, { dims, offset }: StoredType, name: string): Shape | undefined {
  // Part of a shape would be a wrong shape.
  if (!dims || dims.length > mostDims) return undefined;
  return dims.map((dim, axis): Dim => {
    if (typeof dim === "string" && dim !== "" && !placeholder.test(dim)) {
      const parsed = dimOf(reading, dim);
      if (isSize(parsed)) return parsed;
    }
    if (typeof dim === "number" && isSize(dim)) return dim;
    if (typeof dim === "number") {
      const message = `Axis ${axis} of ${quoted(name)} has size ${BigInt(dim)}; it is taken as not known.`;
      complain(reading, offset, ["malformed", "warning", message]);
    }
    return symbol(`${name}_d${axis}`);
  });
}

/**
 * Reads TensorProto: what the tensor is and where its bytes lie. It must not read weights: only contents small
 * enough to be a shape, an axis list or a scale are decoded.
 */
import { byteLength, type DataType, dataTypeFromCode, dataTypes } from "../graph/data-type.ts";
import { type Constant, type Span, type Storage } from "../graph/model.ts";
import { externalStorage } from "./external-storage.ts";
import { tensorField } from "./onnx-field.ts";
import { complain, type Complaint, type Mutable, readEntry, type Reading } from "./onnx-reading.ts";
import { type ScalarKind } from "./protobuf.ts";
import { quoted } from "./quoted.ts";
import { decodeRaw, decodeTyped } from "./tensor-values.ts";

const mostIntegers = 1024;
const mostFloats = 64;
const mostStrings = 64;
// ONNX sets no limit; NumPy stops at 64.
const mostDims = 64;
const externalLocation = 1;

/** One of float_data, int32_data, …: its first bytes in the file, its length over all pieces, its first values. */
interface TypedData {
  readonly field: number;
  readonly offset: number;
  length: number;
  readonly values: number[];
}

/** A tensor while its fields come in. */
export interface OpenTensor {
  readonly offset: number;
  name: string;
  code: number;
  location: number;
  readonly dims: number[];
  doc?: string;
  raw?: Span;
  typed?: TypedData;
  strings?: { values: string[]; count: number; offset: number; end: number };
  external?: (readonly [key: string, value: string])[];
}

export function newTensor(offset: number): OpenTensor {
  return { offset, name: "", code: 0, location: 0, dims: [] };
}

export function readTensor(reading: Reading, into: OpenTensor): void {
  const { wire } = reading;
  wire.message((field) => {
    switch (field) {
      case tensorField.dims:
        wire.numbers("int64", into.dims, mostDims + 1);
        return;
      case tensorField.dataType:
        into.code = wire.number("int32") ?? into.code;
        return;
      case tensorField.name:
        into.name = wire.string() ?? into.name;
        return;
      case tensorField.docString:
        into.doc = wire.string() ?? "";
        return;
      case tensorField.dataLocation:
        into.location = wire.number("int32") ?? into.location;
        return;
      default:
        readData(reading, into, field);
    }
  });
}

export function finishTensor(reading: Reading, open: OpenTensor): Constant {
  const { dims, name } = open;
  const dtype = dataTypeFromCode(open.code);
  const report = (...complaint: Complaint) => complain(reading, open.offset, complaint);
  if (!dtype)
    report(
      "unsupported",
      "warning",
      `Tensor ${quoted(name)} has element type ${open.code}, which is not known.`,
    );
  if (dims.length > mostDims) {
    report("limit", "error", `Tensor ${quoted(name)} has more than ${mostDims} sizes; the rest is left out.`);
    dims.length = mostDims;
  }
  const negative = dims.find((it) => it < 0);
  if (negative !== undefined) {
    report("malformed", "error", `Tensor ${quoted(name)} has a size of ${negative}; it is taken as 0.`);
    dims.forEach((it, i) => (dims[i] = Math.max(0, it)));
  }
  const count = dims.reduce((product, it) => product * it, 1);
  if (count > Number.MAX_SAFE_INTEGER) {
    report(
      "malformed",
      "error",
      `Tensor ${quoted(name)} would have ${count} elements, more than can be counted.`,
    );
  }
  const constant: Mutable<Constant> = { name, dims, storage: storageOf(reading, open, dtype, count) };
  if (dtype) constant.dtype = dtype;
  if (open.doc) constant.doc = open.doc;
  addContents(reading, open, constant, count);
  return constant;
}

function readData(reading: Reading, into: OpenTensor, field: number): void {
  const { wire } = reading;
  switch (field) {
    case tensorField.rawData: {
      const raw = wire.bytes();
      if (raw) into.raw = raw;
      return;
    }
    case tensorField.floatData:
      return readTyped(reading, into, field, "float");
    case tensorField.int32Data:
      return readTyped(reading, into, field, "int32");
    case tensorField.int64Data:
      return readTyped(reading, into, field, "int64");
    case tensorField.doubleData:
      return readTyped(reading, into, field, "double");
    case tensorField.uint64Data:
      return readTyped(reading, into, field, "uint64");
    case tensorField.stringData:
      return readStringData(reading, into);
    case tensorField.externalData: {
      const entry = readEntry(reading);
      if (entry) (into.external ??= []).push(entry);
      return;
    }
  }
}

function readTyped(reading: Reading, into: OpenTensor, field: number, kind: ScalarKind): void {
  const isSame = into.typed?.field === field;
  const values = isSame && into.typed ? into.typed.values : [];
  const span = reading.wire.numbers(kind, values, mostIntegers + 1);
  if (!span) return;
  if (isSame && into.typed) into.typed.length += span.length;
  else into.typed = { field, values, ...span };
}

function readStringData({ wire }: Reading, into: OpenTensor): void {
  const offset = wire.position;
  const data = (into.strings ??= { values: [], count: 0, offset, end: offset });
  const text = data.count < mostStrings ? wire.string() : void wire.bytes();
  if (text !== undefined) data.values.push(text);
  data.count++;
  data.end = wire.position;
}

function storageOf(reading: Reading, open: OpenTensor, dtype: DataType | undefined, count: number): Storage {
  const report = (...complaint: Complaint) => complain(reading, open.raw?.offset ?? open.offset, complaint);
  const bytes = byteLength(dtype, count);
  if (open.location === externalLocation) {
    const storage = externalStorage(open.external ?? [], quoted(open.name), report);
    if (bytes !== undefined && storage.length !== undefined && storage.length !== bytes) {
      report(
        "external-data",
        "error",
        lengthMessage(open, `${storage.length} bytes in ${quoted(storage.location)}`, bytes),
      );
    }
    return storage;
  }
  const { raw, typed, strings } = open;
  if (raw && (typed || strings)) {
    report(
      "malformed",
      "warning",
      `Tensor ${quoted(open.name)} has raw and typed data; the raw data counts.`,
    );
  }
  if (raw) {
    if (dtype === "string") {
      report(
        "malformed",
        "error",
        `Tensor ${quoted(open.name)} keeps strings as raw data, which has no meaning.`,
      );
    } else if (bytes !== undefined && raw.length !== bytes) {
      report("malformed", "error", lengthMessage(open, `${raw.length} bytes of raw data`, bytes));
    }
    return { kind: "raw", ...raw };
  }
  if (strings) return { kind: "typed", offset: strings.offset, length: strings.end - strings.offset };
  if (typed) return { kind: "typed", offset: typed.offset, length: typed.length };
  if (count > 0)
    report("malformed", "warning", `Tensor ${quoted(open.name)} has ${count} elements but no data.`);
  return { kind: "literal" };
}

function lengthMessage(open: OpenTensor, found: string, expected: number): string {
  const shape = open.dims.length === 0 ? "scalar" : open.dims.join("×");
  return `Tensor ${quoted(open.name)} has ${found}, where ${shape} takes ${expected}.`;
}

function addContents(reading: Reading, open: OpenTensor, constant: Mutable<Constant>, count: number): void {
  const { dtype, storage } = constant;
  if (!dtype || storage.kind === "external") return;
  if (dtype === "string") {
    const strings = open.strings?.values ?? [];
    if (!open.raw && strings.length === count && count <= mostStrings) constant.strings = strings;
    else if (open.strings && open.strings.count !== count)
      reportCount(reading, open, open.strings.count, count);
    return;
  }
  const isSmall = count <= (dataTypes[dtype].kind === "float" ? mostFloats : mostIntegers);
  if (open.raw) {
    const isWhole = open.raw.length === byteLength(dtype, count);
    const values = isSmall && isWhole ? decodeRaw(dtype, reading.wire.peek(open.raw), count) : undefined;
    if (values) constant.values = values;
  } else if (open.typed) {
    const values = typedValues(reading, open, dtype, count);
    if (values && isSmall) constant.values = values;
  } else if (count === 0) constant.values = [];
}

/** The values, when all were read; says so when there are not as many as the shape takes. */
function typedValues(
  reading: Reading,
  open: OpenTensor,
  dtype: DataType,
  count: number,
): number[] | undefined {
  const { typed } = open;
  if (!typed) return undefined;
  const expectedField = typedField(dtype);
  if (typed.field !== expectedField) {
    const message = `Tensor ${quoted(open.name)} of ${dtype} keeps its data in field ${typed.field} instead of ${expectedField}.`;
    complain(reading, typed.offset, ["malformed", "error", message]);
    return undefined;
  }
  const stored = storedCount(typed);
  const expected = storedPerTensor(dtype, count);
  if (stored !== undefined && stored !== expected) {
    reportCount(reading, open, stored, expected);
    return undefined;
  }
  return stored === undefined ? undefined : decodeTyped(dtype, typed.values, count);
}

function reportCount(reading: Reading, open: OpenTensor, stored: number, expected: number): void {
  const message = `Tensor ${quoted(open.name)} has ${stored} stored values, where its shape takes ${expected}.`;
  complain(reading, open.typed?.offset ?? open.offset, ["malformed", "error", message]);
}

/** How many values the field holds; undefined when they are varints of which only the first were read. */
function storedCount({ field, length, values }: TypedData): number | undefined {
  if (field === tensorField.floatData) return length / 4;
  if (field === tensorField.doubleData) return length / 8;
  return values.length > mostIntegers ? undefined : values.length;
}

/** Complex numbers take two stored values; types below a byte share one. */
function storedPerTensor(dtype: DataType, count: number): number {
  const { bits, kind } = dataTypes[dtype];
  if (kind === "complex") return 2 * count;
  return bits !== undefined && bits < 8 ? Math.ceil((count * bits) / 8) : count;
}

function typedField(dtype: DataType): number {
  switch (dtype) {
    case "float32":
    case "complex64":
      return tensorField.floatData;
    case "float64":
    case "complex128":
      return tensorField.doubleData;
    case "int64":
      return tensorField.int64Data;
    case "uint32":
    case "uint64":
      return tensorField.uint64Data;
    default:
      return tensorField.int32Data;
  }
}

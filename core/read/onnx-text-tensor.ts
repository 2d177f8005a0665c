// Reads tensor contents of ONNX text, written out between braces or kept in another file; it must not open that file.
import { type Dim } from "../graph/dim.ts";
import { type DataType, dataTypes } from "../graph/data-type.ts";
import { type Constant, type Storage } from "../graph/model.ts";
import { isStatic } from "../graph/shape.ts";
import { type ValueType } from "../graph/value-type.ts";
import { isWrittenAsBits, valuesFromText } from "./onnx-text-numbers.ts";
import { type Reading } from "./onnx-text-reading.ts";
import { quoted } from "./quoted.ts";

// Values past this count do not matter for shapes and are only counted.
const maxKeptValues = 65536;

interface Literals {
  count: number;
  readonly numbers: number[];
  readonly strings: string[];
}

/** `{1, 2}` or `["location": "file"]`, after the type, the name and the equals sign. */
export function readTensor(reading: Reading, name: string, type: ValueType | undefined): Constant {
  const at = reading.scanner.start;
  if (type?.kind !== "tensor") reading.report(reading.fault("a tensor type before its contents"));
  const dtype = type?.kind === "tensor" ? type.dtype : undefined;
  const shape: readonly Dim[] | undefined = type?.kind === "tensor" ? type.shape : undefined;
  const dims = isStatic(shape) ? shape : undefined;
  const head = { name, ...(dtype && { dtype }) };
  if (reading.accept("[")) {
    const storage = readExternal(reading);
    if (!dims) reportShape(reading, name, at);
    return { ...head, dims: dims ?? [], storage };
  }
  reading.expect("{");
  const literals = readLiterals(reading, dtype);
  if (!dims) reportShape(reading, name, at);
  return { ...head, ...contents(reading, literals, { name, at, dtype, dims }), storage: { kind: "literal" } };
}

interface Expectation {
  readonly name: string;
  readonly at: number;
  readonly dtype: DataType | undefined;
  readonly dims: readonly number[] | undefined;
}

function contents(
  reading: Reading,
  { count, numbers, strings }: Literals,
  { name, at, dtype, dims = [count] }: Expectation,
): Pick<Constant, "dims" | "values" | "strings"> {
  const volume = dims.reduce((product, it) => product * it, 1);
  const expected = dtype && dataTypes[dtype].kind === "complex" ? 2 * volume : volume;
  const packed = dtype && Math.ceil((expected * Math.min(8, dataTypes[dtype].bits ?? 8)) / 8);
  // A tensor with a shape and nothing between its braces has its contents left out, as the printer does.
  if (count !== expected && count !== packed && count > 0) {
    const shape = dims.length === 0 ? "a scalar" : dims.join("×");
    const message = `${name === "" ? "The tensor" : quoted(name)} holds ${count} values; its shape, ${shape}, asks for ${volume}.`;
    const length = reading.scanner.previousEnd - at;
    reading.problems.add({ code: "shape", severity: "warning", message, offset: at, length });
  }
  if (dtype === "string") return { dims, ...(strings.length === count && count > 0 && { strings }) };
  const isKept = numbers.length === count && (count > 0 || volume === 0);
  if (!dtype || !isKept || expected !== volume) return { dims };
  return { dims, values: valuesFromText(dtype, numbers, volume) };
}

function readLiterals(reading: Reading, dtype: DataType | undefined): Literals {
  const literals: Literals = { count: 0, numbers: [], strings: [] };
  const isWhole =
    dtype !== undefined && (isWrittenAsBits(dtype) || !["float", "complex"].includes(dataTypes[dtype].kind));
  reading.list("}", () => {
    if (dtype === "string") {
      const text = reading.string("a string");
      if (literals.strings.length < maxKeptValues) literals.strings.push(text);
    } else {
      const value = readNumber(reading, isWhole);
      if (literals.numbers.length < maxKeptValues) literals.numbers.push(value);
    }
    literals.count++;
  });
  return literals;
}

function readNumber(reading: Reading, isWhole: boolean): number {
  const value = floatValue(reading);
  if (value === undefined) throw reading.fault("a number");
  if (isWhole && !/^-?[0-9]+$/.test(reading.scanner.source())) {
    reading.report(reading.fault("a whole number (small float types are written as bit patterns)"));
  }
  reading.scanner.advance();
  return value;
}

/** The number at this token, `inf` and `nan` included. */
export function floatValue(reading: Reading): number | undefined {
  if (!reading.is("number") && !reading.is("name")) return undefined;
  const source = reading.scanner.source().toLowerCase();
  const size = source.startsWith("-") ? source.slice(1) : source;
  if (size === "nan") return NaN;
  const sign = size === source ? 1 : -1;
  if (size === "inf" || size === "infinity") return sign * Infinity;
  return reading.is("number") ? Number(source) : undefined;
}

function readExternal(reading: Reading): Storage {
  const entries = readTextPairs(reading);
  const length = sizeOf(entries.get("length"));
  return {
    kind: "external",
    location: entries.get("location") ?? "",
    offset: sizeOf(entries.get("offset")) ?? 0,
    ...(length !== undefined && { length }),
  };
}

/** `"key": "value", ...]`, its opening bracket already read. */
export function readTextPairs(reading: Reading): Map<string, string> {
  const entries = new Map<string, string>();
  reading.list("]", () => {
    const key = reading.string("a quoted key");
    reading.expect(":");
    entries.set(key, reading.string("a quoted value"));
  });
  return entries;
}

function sizeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}

function reportShape(reading: Reading, name: string, at: number): void {
  const message = `${name === "" ? "The tensor" : quoted(name)} has contents, so each of its sizes must be a number.`;
  const length = reading.scanner.previousEnd - at;
  reading.problems.add({ code: "malformed", severity: "error", message, offset: at, length });
}

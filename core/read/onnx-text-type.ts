// Reads types and named values of ONNX text: `float[N, 3, ?] x`, `seq(float[])`; it must not read tensor contents.
import { type DataType, dataTypeFromOnnxText } from "../graph/data-type.ts";
import { type Dim, isSize, symbol } from "../graph/dim.ts";
import { type Value } from "../graph/model.ts";
import { parseDim } from "../graph/parse-dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor, type TensorType, type ValueType } from "../graph/value-type.ts";
import { type Reading } from "./onnx-text-reading.ts";

/** A type whose unknown sizes get their names from the value, which comes after it. Missing for `opaque(...)`. */
export type TypeOf = (valueName: string) => ValueType | undefined;

const constructors = new Set(["seq", "map", "optional", "sparse_tensor", "opaque"]);

/** Words that begin a type, hence cannot stand unquoted where a type or a name may. */
export function isTypeWord(word: string): boolean {
  return constructors.has(word) || dataTypeFromOnnxText(word) !== undefined;
}

export function isAtType(reading: Reading): boolean {
  return reading.is("name") && isTypeWord(reading.scanner.source());
}

export type ValueRole = "definition" | "use" | "initializer or type";

/** `type? name`; the name counts as an occurrence with that role. */
export function readValue(reading: Reading, role: ValueRole): Value {
  // A list left open while typing must not take the outputs of the next node.
  if (reading.scanner.isAtNode()) throw reading.fault("a type and a name");
  const typeOf = isAtType(reading) ? readType(reading) : undefined;
  const { text, span } = reading.name(typeOf ? "a name" : "a type and a name");
  const type = typeOf?.(text);
  const isDefinition = role === "definition" || (role !== "use" && (reading.is("=") || isUnwritten(type)));
  reading.occurrence(text, span, isDefinition ? "definition" : "use");
  return { name: text, ...(type && { type }) };
}

/** Initializers that the syntax has no form for, sparse ones and those of unknown types, stand there as values. */
export function isUnwritten(type: ValueType | undefined): boolean {
  return type === undefined || type.kind === "sparse";
}

export function readType(reading: Reading): TypeOf {
  const dtype = reading.is("name") ? dataTypeFromOnnxText(reading.scanner.source()) : undefined;
  if (dtype) return readTensorType(reading, "tensor");
  if (!isAtType(reading)) throw reading.fault("a type");
  const word = reading.take().text;
  return reading.nested(() => {
    reading.expect("(");
    const typeOf = readOperand(reading, word);
    reading.expect(")");
    return typeOf;
  });
}

function readOperand(reading: Reading, word: string): TypeOf {
  switch (word) {
    case "sparse_tensor":
      return readTensorType(reading, "sparse");
    case "map": {
      const key = readElementType(reading);
      reading.expect(",");
      const value = readType(reading);
      return (name) => ({ kind: "map", key, ...define("value", value(name)) });
    }
    case "opaque":
      while (reading.is("name") || reading.is(".") || reading.is(",")) reading.scanner.advance();
      return () => undefined;
    default: {
      const element = readType(reading);
      const kind = word === "seq" ? "sequence" : "optional";
      return (name) => ({ kind, ...define("element", element(name)) });
    }
  }
}

function define<K extends string>(key: K, type: ValueType | undefined): { [P in K]?: ValueType } {
  return type ? ({ [key]: type } as { [P in K]: ValueType }) : {};
}

function readElementType(reading: Reading): DataType {
  const dtype = reading.is("name") ? dataTypeFromOnnxText(reading.scanner.source()) : undefined;
  if (!dtype) throw reading.fault("an element type");
  reading.scanner.advance();
  return dtype;
}

/** `float` is a scalar, `float[]` has an unknown rank, `float[2,N]` is a matrix. */
function readTensorType(reading: Reading, kind: TensorType["kind"]): TypeOf {
  const dtype = readElementType(reading);
  if (!reading.accept("[")) return () => ({ ...tensor(dtype, []), kind });
  const dims: (Dim | undefined)[] = [];
  // No going on inside brackets: while one is typed its end is missing, and the next value must not become a size.
  while (!reading.is("]")) {
    dims.push(readDim(reading));
    if (!reading.accept(",") && !reading.is("]")) throw reading.fault('"," or "]"');
  }
  reading.expect("]");
  if (dims.length === 0) return () => ({ ...tensor(dtype, undefined), kind });
  return (name) => ({ ...tensor(dtype, named(dims, name)), kind });
}

function named(dims: readonly (Dim | undefined)[], name: string): Shape {
  return dims.map((it, axis) => it ?? unknownDim(name, axis));
}

/** The symbol for a size that the model leaves open. */
export function unknownDim(valueName: string, axis: number): Dim {
  return symbol(`${valueName}_d${axis}`);
}

function readDim(reading: Reading): Dim | undefined {
  if (reading.accept("?")) return undefined;
  const size = reading.isName() ? parseDim(reading.take().text) : reading.integer("a size, a name or ?");
  return isSize(size) ? size : undefined;
}

// Prints types and tensors as ONNX text, large contents by where their bytes are; it must not read those bytes.
import { byteLength, dataTypes } from "../graph/data-type.ts";
import { dimText, sameDim } from "../graph/dim.ts";
import { type Constant } from "../graph/model.ts";
import { type TensorType, type ValueType } from "../graph/value-type.ts";
import { isIdentifier, quotable, quotedText, type TextWriter } from "./onnx-print-writer.ts";
import { textFromValues } from "./onnx-text-numbers.ts";
import { unknownDim } from "./onnx-text-type.ts";

/** Larger tensors are not written out unless the text is all there is of them. */
const maxInlineCount = 8;

/** `float[N,3]`; undefined for a type that is not known well enough to write. `name` is that of the value. */
export function typeSource(type: ValueType | undefined, name: string): string | undefined {
  if (!type) return undefined;
  switch (type.kind) {
    case "tensor":
      return tensorSource(type, name);
    case "sparse": {
      const inner = tensorSource(type, name);
      return inner && `sparse_tensor(${inner})`;
    }
    case "map": {
      const value = typeSource(type.value, name);
      return type.key && value && `map(${dataTypes[type.key].onnxText}, ${value})`;
    }
    default: {
      const element = typeSource(type.element, name);
      return element && `${type.kind === "sequence" ? "seq" : "optional"}(${element})`;
    }
  }
}

function tensorSource({ dtype, shape }: TensorType, name: string): string | undefined {
  if (!dtype) return undefined;
  const word = dataTypes[dtype].onnxText;
  if (!shape) return `${word}[]`;
  if (shape.length === 0) return word;
  const dims = shape.map((dim, axis) => {
    if (typeof dim === "number") return String(dim);
    return sameDim(dim, unknownDim(name, axis)) ? "?" : quotableSize(dimText(dim));
  });
  return `${word}[${dims.join(",")}]`;
}

/** Sizes may be named like types: no type can stand there. */
function quotableSize(text: string): string {
  return isIdentifier(text) ? text : quotedText(text);
}

/** `float[2] w = {1, 2}` in the list of initializers. */
export function printInitializer(writer: TextWriter, constant: Constant): void {
  const { name, dtype, dims, storedCount } = constant;
  if (!dtype || storedCount !== undefined) {
    const type = typeSource({ kind: "sparse", ...(dtype && { dtype }), shape: dims }, name);
    writer.write(dtype && type ? `${type} ` : "");
    writer.tensor(name, "definition");
    writer.note(unwritten(constant));
    return;
  }
  writer.write(`${tensorSource({ kind: "tensor", dtype, shape: dims }, name) ?? ""} `);
  writer.tensor(name, "definition");
  writer.write(` = ${contents(writer, constant)}`);
}

/** `float[2] {1, 2}` as the value of an attribute; undefined, with a comment, when the syntax has no form for it. */
export function attributeTensor(writer: TextWriter, constant: Constant): string | undefined {
  const { name, dtype, dims, storedCount } = constant;
  if (!dtype || storedCount !== undefined) {
    writer.note(unwritten(constant));
    return undefined;
  }
  const type = tensorSource({ kind: "tensor", dtype, shape: dims }, name) ?? "";
  // The grammar takes no quoted name here, and the name of a tensor in an attribute refers to nothing.
  const isPlain = name !== "" && quotable(name) === name;
  const text = contents(writer, constant);
  return `${type}${isPlain ? ` ${name}` : ""}${text.startsWith("[") ? " =" : ""} ${text}`;
}

function unwritten({ name, dtype, dims, storedCount }: Constant): string {
  const subject = name === "" ? "a tensor" : name;
  if (storedCount === undefined) return `${subject} has an element type that is not known`;
  const values = `${storedCount} of ${volumeOf(dims)} values`;
  return `${subject} is sparse: ${values}${dtype ? "" : " of a type that is not known"} are stored`;
}

function contents(writer: TextWriter, constant: Constant): string {
  const { dtype, dims, storage } = constant;
  const volume = volumeOf(dims);
  if (storage.kind === "external") return external(storage.location, storage.offset, storage.length);
  if (volume === 0) return "{}";
  if (volume <= maxInlineCount || storage.kind === "literal") {
    const literals = elements(constant);
    if (literals) return `{${literals.join(", ")}}`;
  }
  switch (storage.kind) {
    case "literal":
      writer.note("contents are not kept");
      return "{}";
    case "typed": {
      // Packed fields of floats hold the plain bytes; those of integers hold one to ten bytes for each number.
      const isPlain =
        dtype && /^(float32|float64|complex)/.test(dtype) && byteLength(dtype, volume) === storage.length;
      if (!isPlain) writer.note("stored as a protobuf field, not as plain bytes");
      return external(writer.fileName, storage.offset, storage.length);
    }
    case "raw":
      return external(writer.fileName, storage.offset, storage.length);
  }
}

function elements({ dtype, dims, values, strings }: Constant): readonly string[] | undefined {
  const volume = volumeOf(dims);
  if (dtype === "string") return strings?.length === volume ? strings.map(quotedText) : undefined;
  return dtype && values?.length === volume ? textFromValues(dtype, values) : undefined;
}

function external(location: string, offset: number, length: number | undefined): string {
  const end = length === undefined ? "" : `, "length": "${length}"`;
  return `["location": ${quotedText(location)}, "offset": "${offset}"${end}]`;
}

function volumeOf(dims: readonly number[]): number {
  return dims.reduce((product, it) => product * it, 1);
}

// Reads attributes of nodes and functions in ONNX text; it must not know what any attribute means.
import { type Attribute } from "../graph/model.ts";
import { type ValueType } from "../graph/value-type.ts";
import { readGraph } from "./onnx-text-graph.ts";
import { type Reading } from "./onnx-text-reading.ts";
import { floatValue, readTensor } from "./onnx-text-tensor.ts";
import { isAtType, readType } from "./onnx-text-type.ts";

/** Names of attribute types in the text, with the type of one element for a list. */
const attributeTypes = new Map<string, string | undefined>([
  ["int", undefined],
  ["float", undefined],
  ["string", undefined],
  ["tensor", undefined],
  ["graph", undefined],
  ["sparse_tensor", undefined],
  ["type_proto", undefined],
  ["ints", "int"],
  ["floats", "float"],
  ["strings", "string"],
  ["tensors", "tensor"],
  ["graphs", "graph"],
  ["sparse_tensors", "sparse_tensor"],
  ["type_protos", "type_proto"],
]);

/** What the messages and the paths of inner scopes need to know. */
interface Place {
  readonly attribute: string;
  /** The node's label; missing in a function's list. */
  readonly owner?: string;
}

/** `name = value` or `name : type = value`, after its opening `<`, up to the closing one. */
export function readAttributes(reading: Reading, owner: string, attributes: Map<string, Attribute>): void {
  reading.list(">", () => {
    if (reading.scanner.isAtNode()) throw reading.fault('an attribute or ">"');
    const attribute = reading.identifier("an attribute name");
    const value = readAttribute(reading, { attribute, owner });
    attributes.set(attribute, value);
  });
}

/** The rest after the name. */
export function readAttribute(reading: Reading, place: Place): Attribute {
  const type = reading.accept(":") ? readAttributeType(reading) : undefined;
  reading.expect("=");
  if (!reading.accept("[")) return readSingle(reading, place, type);
  const items: Attribute[] = [];
  const element = type && attributeTypes.get(type);
  reading.list("]", () => {
    const at = `${place.attribute}[${items.length}]`;
    items.push(readSingle(reading, { ...place, attribute: at }, element ?? elementType(items[0])));
  });
  if (type && !element) reading.report(reading.fault(`one value, as ${place.attribute} is of type ${type}`));
  return listOf(reading, items, type);
}

function readAttributeType(reading: Reading): string {
  if (!reading.is("name") || !attributeTypes.has(reading.scanner.source())) {
    throw reading.fault("an attribute type such as int, floats or tensor");
  }
  return reading.take().text;
}

/** The first value decides the type of a list without one. */
function elementType(first: Attribute | undefined): string | undefined {
  return first && (first.kind === "type" ? "type_proto" : first.kind);
}

function listOf(reading: Reading, items: readonly Attribute[], type: string | undefined): Attribute {
  const kind = type ?? `${elementType(items[0]) ?? "unknown"}s`;
  const values = items.map((it) => it.value);
  switch (kind) {
    case "ints":
    case "floats":
      return { kind, value: values.filter((it) => typeof it === "number") };
    case "strings":
      return { kind, value: values.filter((it) => typeof it === "string") };
    case "tensors":
      return { kind, value: items.flatMap((it) => (it.kind === "tensor" ? [it.value] : [])) };
    case "graphs":
      return { kind, value: items.flatMap((it) => (it.kind === "graph" ? [it.value] : [])) };
    case "type_protos":
      return { kind: "types", value: items.flatMap((it) => (it.kind === "type" ? [it.value] : [])) };
    case "unknowns":
      reading.report(reading.fault("a type for the empty list, as in name : ints = []"));
      return { kind: "ints", value: [] };
    default:
      throw reading.fault("a list that is not of sparse tensors");
  }
}

function readSingle(reading: Reading, place: Place, type: string | undefined): Attribute {
  const at = reading.scanner.start;
  const attribute = readValueOf(reading, place, type);
  if (attribute.kind === "reference" || !type || elementType(attribute) === type) return attribute;
  const message = `${place.attribute} is of type ${type}; its value is of type ${elementType(attribute) ?? "unknown"}.`;
  const length = reading.scanner.previousEnd - at;
  reading.problems.add({ code: "malformed", severity: "error", message, offset: at, length });
  return attribute;
}

function readValueOf(reading: Reading, place: Place, type: string | undefined): Attribute {
  if (reading.accept("@")) {
    const { text } = reading.name("the name of an attribute");
    return { kind: "reference", value: text, ...(type && { type }) };
  }
  if (isAtType(reading)) return readTypedValue(reading, place);
  const source = reading.scanner.source();
  const number = floatValue(reading);
  if (number !== undefined) {
    reading.scanner.advance();
    if (type !== "float" && /^-?[0-9]+$/.test(source)) return { kind: "int", value: number };
    return { kind: "float", value: Math.fround(number) };
  }
  if (reading.is("string") && type !== "graph" && !isQuotedGraph(reading)) {
    return { kind: "string", value: reading.take().text };
  }
  if (!reading.isName() || !place.owner) throw reading.fault("a value");
  const path = `${place.attribute} of ${place.owner}`;
  return { kind: "graph", value: reading.nested(() => readGraph(reading, path)) };
}

/** ONNX prints the name of a graph in quotes when it is not an identifier, though its own parser takes it for a string. */
function isQuotedGraph(reading: Reading): boolean {
  const { scanner } = reading;
  return /^\s*\(/.test(scanner.text.slice(scanner.end, scanner.end + 80));
}

/** A type alone, or a tensor when a name or contents follow it. */
function readTypedValue(reading: Reading, place: Place): Attribute {
  const typeOf = readType(reading);
  if (!reading.isName() && !reading.is("{") && !reading.is("=")) {
    const type: ValueType | undefined = typeOf(place.attribute);
    return { kind: "type", value: type ?? { kind: "tensor" } };
  }
  const name = reading.isName() ? reading.take().text : "";
  reading.accept("=");
  return { kind: "tensor", value: readTensor(reading, name, typeOf(place.attribute)) };
}

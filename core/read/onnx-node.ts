/** Reads NodeProto. It must not know what an operator means. */
import { type Attribute, type Node } from "../graph/model.ts";
import { readAttribute } from "./onnx-attribute.ts";
import { nodeField } from "./onnx-field.ts";
import {
  complain,
  type Mutable,
  normalizedDomain,
  readEntryInto,
  type Reading,
  takePart,
} from "./onnx-reading.ts";
import { quoted } from "./quoted.ts";

// Shared by the many nodes without attributes: an empty map of its own costs more than the rest of such a node.
const noAttributes: ReadonlyMap<string, Attribute> = new Map();

export function readNodeInto(reading: Reading, nodes: Node[]): void {
  const node = takePart(reading, "nodes") ? readNode(reading) : undefined;
  if (node) nodes.push(node);
}

/** A node while its fields come in. */
interface OpenNode {
  name: string;
  opType: string;
  domain: string;
  readonly inputs: string[];
  readonly outputs: string[];
  attributes?: Map<string, Attribute>;
  overload?: string;
  doc?: string;
  metadata?: Map<string, string>;
}

function readNode(reading: Reading): Node | undefined {
  const open: OpenNode = { name: "", opType: "", domain: "", inputs: [], outputs: [] };
  const span = reading.wire.message((field) => readField(reading, open, field));
  if (!span) return undefined;
  const node: Mutable<Node> = {
    name: open.name,
    opType: open.opType,
    domain: open.domain,
    // Copied, since an array that was appended to keeps room for many more: half the memory of a large graph.
    inputs: open.inputs.slice(),
    outputs: open.outputs.slice(),
    attributes: open.attributes ?? noAttributes,
    span,
  };
  if (open.overload) node.overload = open.overload;
  if (open.doc) node.doc = open.doc;
  if (open.metadata) node.metadata = open.metadata;
  return node;
}

function readField(reading: Reading, open: OpenNode, field: number): void {
  const { wire } = reading;
  switch (field) {
    case nodeField.input:
      if (takePart(reading, "names")) open.inputs.push(wire.string() ?? "");
      return;
    case nodeField.output:
      if (takePart(reading, "names")) open.outputs.push(wire.string() ?? "");
      return;
    case nodeField.name:
      open.name = wire.string() ?? open.name;
      return;
    case nodeField.opType:
      open.opType = wire.string() ?? open.opType;
      return;
    case nodeField.domain:
      open.domain = normalizedDomain(wire.string() ?? open.domain);
      return;
    case nodeField.attribute:
      return readAttributeInto(reading, (open.attributes ??= new Map<string, Attribute>()));
    default:
      readNote(reading, open, field);
  }
}

function readNote(reading: Reading, open: OpenNode, field: number): void {
  const { wire } = reading;
  switch (field) {
    case nodeField.overload:
      open.overload = wire.string() ?? "";
      return;
    case nodeField.docString:
      open.doc = wire.string() ?? "";
      return;
    case nodeField.metadataProps:
      return readEntryInto(reading, (open.metadata ??= new Map<string, string>()));
  }
}

function readAttributeInto(reading: Reading, attributes: Map<string, Attribute>): void {
  const offset = reading.wire.position;
  const entry = readAttribute(reading);
  if (!entry) return;
  const [name, attribute] = entry;
  if (attributes.has(name)) {
    complain(reading, offset, [
      "malformed",
      "warning",
      `Attribute ${quoted(name)} is given twice; the last one counts.`,
    ]);
  }
  attributes.set(name, attribute);
}

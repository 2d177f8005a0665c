/** Reads NodeProto. It must not know what an operator means. */
import { type Attribute, type Node } from "../graph/model.ts";
import { readAttribute } from "./onnx-attribute.ts";
import { nodeField } from "./onnx-field.ts";
import { complain, type Mutable, normalizedDomain, readEntryInto, type Reading } from "./onnx-reading.ts";
import { quoted } from "./quoted.ts";

const mostNodes = 5_000_000;
// Shared by the many nodes without attributes: an empty map of its own costs more than the rest of such a node.
const noAttributes: ReadonlyMap<string, Attribute> = new Map();

export function readNodeInto(reading: Reading, nodes: Node[]): void {
  const { wire } = reading;
  if (reading.nodeCount >= mostNodes) {
    if (reading.nodeCount++ === mostNodes) {
      complain(reading, wire.position, [
        "limit",
        "error",
        `The model has more than ${mostNodes} nodes; the rest is left out.`,
      ]);
    }
    return;
  }
  reading.nodeCount++;
  const node = readNode(reading);
  if (node) nodes.push(node);
}

function readNode(reading: Reading): Node | undefined {
  const { wire } = reading;
  const inputs: string[] = [];
  const outputs: string[] = [];
  let attributes: Map<string, Attribute> | undefined;
  const node: Mutable<Node> = { name: "", opType: "", domain: "", inputs, outputs, attributes: noAttributes };
  const span = wire.message((field) => {
    switch (field) {
      case nodeField.input:
        inputs.push(wire.string() ?? "");
        return;
      case nodeField.output:
        outputs.push(wire.string() ?? "");
        return;
      case nodeField.name:
        node.name = wire.string() ?? node.name;
        return;
      case nodeField.opType:
        node.opType = wire.string() ?? node.opType;
        return;
      case nodeField.domain:
        node.domain = normalizedDomain(wire.string() ?? node.domain);
        return;
      case nodeField.attribute:
        return readAttributeInto(reading, (attributes ??= new Map()));
      default:
        readNote(reading, node, field);
    }
  });
  if (!span) return undefined;
  if (attributes) node.attributes = attributes;
  node.span = span;
  return node;
}

function readNote(reading: Reading, node: Mutable<Node>, field: number): void {
  const { wire } = reading;
  switch (field) {
    case nodeField.overload:
      node.overload = wire.string() ?? "";
      return;
    case nodeField.docString:
      node.doc = wire.string() ?? "";
      return;
    case nodeField.metadataProps:
      return readEntryInto(reading, (node.metadata ??= new Map()) as Map<string, string>);
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

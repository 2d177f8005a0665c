/** Reads GraphProto. It must not check how the nodes fit together: check-graph.ts does. */
import { type Constant, type Graph, type Node, type Value } from "../graph/model.ts";
import { graphField } from "./onnx-field.ts";
import { readNodeInto } from "./onnx-node.ts";
import { complain, type Mutable, readEntryInto, type Reading, takePart } from "./onnx-reading.ts";
import { readSparseTensor } from "./onnx-sparse-tensor.ts";
import { finishTensor, newTensor, readTensor } from "./onnx-tensor.ts";
import { readValue } from "./onnx-type.ts";
import { quoted } from "./quoted.ts";

// Shared by the many subgraphs that have none.
const noConstants: ReadonlyMap<string, Constant> = new Map();
const noValues: ReadonlyMap<string, Value> = new Map();

/** A graph while its fields come in; a file may give one graph in several pieces. */
export interface OpenGraph {
  name: string;
  doc: string;
  readonly inputs: Value[];
  readonly outputs: Value[];
  readonly nodes: Node[];
  constants?: Map<string, Constant>;
  values?: Map<string, Value>;
  metadata?: Map<string, string>;
}

export function newGraph(): OpenGraph {
  return { name: "", doc: "", inputs: [], outputs: [], nodes: [] };
}

export function readGraph(reading: Reading, into: OpenGraph): void {
  const { wire } = reading;
  wire.message((field) => {
    switch (field) {
      case graphField.node:
        return readNodeInto(reading, into.nodes);
      case graphField.initializer: {
        if (!takePart(reading, "tensors")) return;
        const tensor = newTensor(wire.position);
        readTensor(reading, tensor);
        return addConstant(reading, into, finishTensor(reading, tensor), tensor.offset);
      }
      case graphField.sparseInitializer: {
        const offset = wire.position;
        const constant = readSparseTensor(reading);
        if (constant) addConstant(reading, into, constant, offset);
        return;
      }
      case graphField.metadataProps:
        return readEntryInto(reading, (into.metadata ??= new Map<string, string>()));
      case graphField.name:
        into.name = wire.string() ?? into.name;
        return;
      case graphField.docString:
        into.doc = wire.string() ?? into.doc;
        return;
      default:
        readValueField(reading, into, field);
    }
  });
}

export function finishGraph(open: OpenGraph): Graph {
  const { name, inputs, outputs, nodes, constants = noConstants, values = noValues } = open;
  const graph: Mutable<Graph> = { name, inputs, outputs, nodes, constants, values };
  if (open.doc) graph.doc = open.doc;
  if (open.metadata) graph.metadata = open.metadata;
  return graph;
}

function readValueField(reading: Reading, into: OpenGraph, field: number): void {
  if (field !== graphField.input && field !== graphField.output && field !== graphField.valueInfo) return;
  const value = readValue(reading);
  if (!value) return;
  if (field === graphField.input) into.inputs.push(value);
  else if (field === graphField.output) into.outputs.push(value);
  else (into.values ??= new Map<string, Value>()).set(value.name, value);
}

function addConstant(reading: Reading, into: OpenGraph, constant: Constant, offset: number): void {
  const constants = (into.constants ??= new Map<string, Constant>());
  if (constants.has(constant.name)) {
    const message = `Two initializers are called ${quoted(constant.name)}; the last one counts.`;
    complain(reading, offset, ["graph", "error", message]);
  }
  constants.set(constant.name, constant);
}

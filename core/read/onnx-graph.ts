/** Reads GraphProto. It must not check how the nodes fit together: check-graph.ts does. */
import { type Constant, type Graph, type Node, type Value } from "../graph/model.ts";
import { graphField } from "./onnx-field.ts";
import { readNodeInto } from "./onnx-node.ts";
import { complain, readEntryInto, type Reading } from "./onnx-reading.ts";
import { readSparseTensor } from "./onnx-sparse-tensor.ts";
import { finishTensor, newTensor, readTensor } from "./onnx-tensor.ts";
import { readValue } from "./onnx-type.ts";
import { quoted } from "./quoted.ts";

/** A graph while its fields come in; a file may give one graph in several pieces. */
export interface OpenGraph {
  name: string;
  doc: string;
  readonly inputs: Value[];
  readonly outputs: Value[];
  readonly nodes: Node[];
  readonly constants: Map<string, Constant>;
  readonly values: Map<string, Value>;
  readonly metadata: Map<string, string>;
}

export function newGraph(): OpenGraph {
  const maps = { constants: new Map(), values: new Map(), metadata: new Map() };
  return { name: "", doc: "", inputs: [], outputs: [], nodes: [], ...maps };
}

export function readGraph(reading: Reading, into: OpenGraph): void {
  const { wire } = reading;
  wire.message((field) => {
    switch (field) {
      case graphField.node:
        return readNodeInto(reading, into.nodes);
      case graphField.initializer: {
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
        return readEntryInto(reading, into.metadata);
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

export function finishGraph({ doc, metadata, ...graph }: OpenGraph): Graph {
  return { ...graph, ...(doc && { doc }), ...(metadata.size > 0 && { metadata }) };
}

function readValueField(reading: Reading, into: OpenGraph, field: number): void {
  if (field !== graphField.input && field !== graphField.output && field !== graphField.valueInfo) return;
  const value = readValue(reading);
  if (!value) return;
  if (field === graphField.input) into.inputs.push(value);
  else if (field === graphField.output) into.outputs.push(value);
  else into.values.set(value.name, value);
}

function addConstant(reading: Reading, into: OpenGraph, constant: Constant, offset: number): void {
  if (into.constants.has(constant.name)) {
    const message = `Two initializers are called ${quoted(constant.name)}; the last one counts.`;
    complain(reading, offset, ["graph", "error", message]);
  }
  into.constants.set(constant.name, constant);
}

/** Reads FunctionProto. It must not put the function in place of its calls. */
import { type Attribute, type FunctionDefinition, type Node, type Value } from "../graph/model.ts";
import { readAttribute } from "./onnx-attribute.ts";
import { functionField } from "./onnx-field.ts";
import { readNodeInto } from "./onnx-node.ts";
import { type Mutable, normalizedDomain, readOpsetInto, type Reading, takePart } from "./onnx-reading.ts";
import { readValue } from "./onnx-type.ts";

interface OpenFunction extends Mutable<FunctionDefinition> {
  readonly inputs: string[];
  readonly outputs: string[];
  readonly attributes: string[];
  readonly attributeDefaults: Map<string, Attribute>;
  readonly nodes: Node[];
  readonly opsets: Map<string, number>;
  readonly values: Map<string, Value>;
}

/** Undefined when the field is no message, or one function too many. */
export function readFunction(reading: Reading): FunctionDefinition | undefined {
  if (!takePart(reading, "functions")) return undefined;
  const into: OpenFunction = {
    name: "",
    domain: "",
    inputs: [],
    outputs: [],
    attributes: [],
    attributeDefaults: new Map(),
    nodes: [],
    opsets: new Map(),
    values: new Map(),
  };
  const span = reading.wire.message((field) => readField(reading, into, field));
  if (!span) return undefined;
  into.span = span;
  return into;
}

function readField(reading: Reading, into: OpenFunction, field: number): void {
  const { wire } = reading;
  switch (field) {
    case functionField.name:
      into.name = wire.string() ?? into.name;
      return;
    case functionField.domain:
      into.domain = normalizedDomain(wire.string() ?? into.domain);
      return;
    case functionField.overload:
      into.overload = wire.string() ?? "";
      return;
    case functionField.docString:
      into.doc = wire.string() ?? "";
      return;
    case functionField.input:
      into.inputs.push(wire.string() ?? "");
      return;
    case functionField.output:
      into.outputs.push(wire.string() ?? "");
      return;
    case functionField.attribute:
      into.attributes.push(wire.string() ?? "");
      return;
    default:
      readPart(reading, into, field);
  }
}

function readPart(reading: Reading, into: OpenFunction, field: number): void {
  switch (field) {
    case functionField.node:
      return readNodeInto(reading, into.nodes);
    case functionField.opsetImport:
      return readOpsetInto(reading, into.opsets);
    case functionField.attributeProto: {
      const entry = readAttribute(reading);
      if (!entry) return;
      into.attributes.push(entry[0]);
      into.attributeDefaults.set(...entry);
      return;
    }
    case functionField.valueInfo: {
      const value = readValue(reading);
      if (value) into.values.set(value.name, value);
      return;
    }
  }
}

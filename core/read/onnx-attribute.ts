/** Reads AttributeProto. It must not guess a value that the file does not hold. */
import { type Attribute, type Constant, type Graph } from "../graph/model.ts";
import { type ValueType } from "../graph/value-type.ts";
import { attributeField } from "./onnx-field.ts";
import { finishGraph, newGraph, type OpenGraph, readGraph } from "./onnx-graph.ts";
import { complain, type Reading, takePart } from "./onnx-reading.ts";
import { readSparseTensor } from "./onnx-sparse-tensor.ts";
import { finishTensor, newTensor, type OpenTensor, readTensor } from "./onnx-tensor.ts";
import { newType, readType, type StoredType, typeOf } from "./onnx-type.ts";
import { quoted } from "./quoted.ts";

type Kind = Exclude<Attribute["kind"], "reference">;

/** Longer lists are cut there: no operator takes as many values. */
const longestList = 1 << 24;

/** By AttributeProto.AttributeType. */
const kinds: readonly (Kind | undefined)[] = [
  undefined,
  "float",
  "int",
  "string",
  "tensor",
  "graph",
  "floats",
  "ints",
  "strings",
  "tensors",
  "graphs",
  "tensor", // SPARSE_TENSOR
  "tensors", // SPARSE_TENSORS
  "type",
  "types",
];

const kindByField = new Map<number, Kind>([
  [attributeField.f, "float"],
  [attributeField.i, "int"],
  [attributeField.s, "string"],
  [attributeField.t, "tensor"],
  [attributeField.g, "graph"],
  [attributeField.floats, "floats"],
  [attributeField.ints, "ints"],
  [attributeField.strings, "strings"],
  [attributeField.tensors, "tensors"],
  [attributeField.graphs, "graphs"],
  [attributeField.tp, "type"],
  [attributeField.typeProtos, "types"],
  [attributeField.sparseTensor, "tensor"],
  [attributeField.sparseTensors, "tensors"],
]);

/** What was found so far, each member with the fields that can hold it. */
interface OpenAttribute {
  name: string;
  code: number;
  reference: string;
  /** The kind of the first value, and another kind when values of several kinds are there. */
  found?: Kind;
  other?: Kind;
  int?: number;
  float?: number;
  string?: string;
  tensor?: OpenTensor;
  sparse?: Constant;
  graph?: OpenGraph;
  type?: StoredType;
  ints?: number[];
  floats?: number[];
  strings?: string[];
  tensors?: Constant[];
  graphs?: Graph[];
  types?: ValueType[];
}

/** The attribute and its name; undefined when it holds nothing that can be used. */
export function readAttribute(reading: Reading): readonly [name: string, attribute: Attribute] | undefined {
  const { wire } = reading;
  const open: OpenAttribute = { name: "", code: 0, reference: "" };
  const span = wire.message((field) => {
    switch (field) {
      case attributeField.name:
        open.name = wire.string() ?? open.name;
        return;
      case attributeField.type:
        open.code = wire.number("int32") ?? open.code;
        return;
      case attributeField.refAttrName:
        open.reference = wire.string() ?? open.reference;
        return;
      default:
        note(open, kindByField.get(field));
        readScalar(reading, open, field);
    }
  });
  if (!span) return undefined;
  const kind = kinds[open.code];
  if (open.reference !== "") {
    return [open.name, { kind: "reference", value: open.reference, ...(kind && { type: kind }) }];
  }
  const attribute = attributeOf(reading, open, span.offset);
  return attribute && [open.name, attribute];
}

function note(open: OpenAttribute, kind: Kind | undefined): void {
  if (open.found === undefined && kind) open.found = kind;
  else if (kind && kind !== open.found) open.other = kind;
}

function readScalar(reading: Reading, open: OpenAttribute, field: number): void {
  const { wire } = reading;
  switch (field) {
    case attributeField.i:
      return put(open, "int", wire.number("int64"));
    case attributeField.f:
      return put(open, "float", wire.number("float"));
    case attributeField.s:
      return put(open, "string", wire.string());
    case attributeField.ints:
      wire.numbers("int64", (open.ints ??= []), longestList);
      return;
    case attributeField.floats:
      wire.numbers("float", (open.floats ??= []), longestList);
      return;
    case attributeField.strings:
      return append((open.strings ??= []), wire.string());
    default:
      readNested(reading, open, field);
  }
}

function readNested(reading: Reading, open: OpenAttribute, field: number): void {
  const { wire } = reading;
  switch (field) {
    case attributeField.t:
      if (takePart(reading, "tensors")) readTensor(reading, (open.tensor ??= newTensor(wire.position)));
      return;
    case attributeField.g:
      if (takePart(reading, "graphs")) readGraph(reading, (open.graph ??= newGraph()));
      return;
    case attributeField.tp:
      return readType(reading, (open.type ??= newType(wire.position)));
    case attributeField.sparseTensor:
      return put(open, "sparse", readSparseTensor(reading));
    case attributeField.tensors:
      return append((open.tensors ??= []), takePart(reading, "tensors") ? oneTensor(reading) : undefined);
    case attributeField.graphs:
      return append((open.graphs ??= []), takePart(reading, "graphs") ? oneGraph(reading) : undefined);
    case attributeField.typeProtos:
      return append((open.types ??= []), oneType(reading, open.name));
    case attributeField.sparseTensors:
      return append((open.tensors ??= []), readSparseTensor(reading));
  }
}

function put<K extends keyof OpenAttribute>(
  open: OpenAttribute,
  key: K,
  value: OpenAttribute[K] | undefined,
): void {
  if (value !== undefined) open[key] = value;
}

function append<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}

function oneTensor(reading: Reading): Constant {
  const tensor = newTensor(reading.wire.position);
  readTensor(reading, tensor);
  return finishTensor(reading, tensor);
}

function oneGraph(reading: Reading): Graph {
  const graph = newGraph();
  readGraph(reading, graph);
  return finishGraph(graph);
}

function oneType(reading: Reading, name: string): ValueType | undefined {
  const type = newType(reading.wire.position);
  readType(reading, type);
  return typeOf(reading, type, name);
}

function attributeOf(reading: Reading, open: OpenAttribute, offset: number): Attribute | undefined {
  const stated = kinds[open.code];
  const { found, other } = open;
  // Writers of proto3 leave out zeros and empty lists, so that a stated type alone is a value.
  const kind = stated && (stated === found || stated === other || !found) ? stated : found;
  if (open.code !== 0 && stated !== kind) {
    const message = `Attribute ${quoted(open.name)} says type ${open.code} but holds ${found ?? "nothing"}.`;
    complain(reading, offset, ["malformed", "warning", message]);
  } else if (found && other) {
    const message = `Attribute ${quoted(open.name)} holds ${found} and ${other}; ${kind ?? "neither"} is used.`;
    complain(reading, offset, ["malformed", "warning", message]);
  }
  const attribute = kind && valueOf(reading, open, kind);
  if (!attribute)
    complain(reading, offset, ["malformed", "error", `Attribute ${quoted(open.name)} holds no value.`]);
  return attribute;
}

function valueOf(reading: Reading, open: OpenAttribute, kind: Kind): Attribute | undefined {
  switch (kind) {
    case "int":
    case "float":
      return { kind, value: open[kind] ?? 0 };
    case "string":
      return { kind, value: open.string ?? "" };
    case "ints":
    case "floats":
      return { kind, value: open[kind]?.slice() ?? [] };
    case "strings":
      return { kind, value: open.strings ?? [] };
    case "tensors":
      return { kind, value: open.tensors ?? [] };
    case "graphs":
      return { kind, value: open.graphs ?? [] };
    case "types":
      return { kind, value: open.types ?? [] };
    case "tensor": {
      const value = open.tensor ? finishTensor(reading, open.tensor) : open.sparse;
      return value && { kind, value };
    }
    case "graph":
      return open.graph && { kind, value: finishGraph(open.graph) };
    default: {
      const value = open.type && typeOf(reading, open.type, open.name);
      return value && { kind: "type", value };
    }
  }
}

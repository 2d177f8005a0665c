/**
 * Reads a binary ONNX model (ModelProto, up to IR version 13) as far as it goes. It must not load weights, follow a
 * path that the file names, or throw on bytes.
 */
import { type FunctionDefinition, type Model } from "../graph/model.ts";
import { type Parsed, type ProblemCode, ProblemList } from "../graph/problem.ts";
import { type ByteSource } from "./byte-source.ts";
import { checkGraphs } from "./check-graph.ts";
import { otherFormat } from "./other-format.ts";
import { modelField } from "./onnx-field.ts";
import { readFunction } from "./onnx-function.ts";
import { finishGraph, newGraph, type OpenGraph, readGraph } from "./onnx-graph.ts";
import {
  complain,
  leftOutProblems,
  type Mutable,
  newReading,
  readEntryInto,
  readOpsetInto,
  type Reading,
} from "./onnx-reading.ts";
import { WireReader } from "./protobuf.ts";
import { tiedWeights } from "./tied-weights.ts";

interface OpenModel extends Mutable<Omit<Model, "graph">> {
  graph?: OpenGraph;
  readonly opsets: Map<string, number>;
  readonly functions: FunctionDefinition[];
  readonly metadata: Map<string, string>;
  hasTraining: boolean;
}

/**
 * The model, and what of it could not be read. With a problem of code `unreadable` the bytes are no ONNX model and
 * the value is an empty one. Errors that `source.read` throws pass through: they are not about the bytes.
 */
export function readOnnx(source: ByteSource): Parsed<Model> {
  const problems = new ProblemList();
  const reading = newReading(new WireReader(source, problems), problems);
  const other = otherFormat(source);
  const { graph, hasTraining, ...rest } = other === undefined ? readModel(reading) : newModel();
  const leftOut = leftOutProblems(reading);
  const isPartial = leftOut.length > 0 || problems.problems.some((it) => cutting.has(it.code));
  const model: Model = {
    ...rest,
    graph: finishGraph(graph ?? newGraph()),
    ...(isPartial && { isPartial }),
  };
  for (const [copy, table] of tiedWeights(model.graph, source)) {
    const constant = graph?.constants?.get(copy);
    if (constant) graph?.constants?.set(copy, { ...constant, transposeOf: table });
  }
  const reason = other ?? (graph && !isNoise(model, problems) ? undefined : noGraph);
  if (reason !== undefined) return unreadable(reason);
  if (hasTraining) {
    const message = "The training information of this model is not read; the report is about inference.";
    problems.add({ code: "unsupported", severity: "info", message });
  }
  // What a cut-off file lacks at its end would be reported again as names that nothing defines.
  if (!isPartial) checkGraphs(model, problems);
  return { value: model, problems: [...leftOut, ...problems.finish()] };
}

/** Problems after which a part of the model is missing. */
const cutting: ReadonlySet<ProblemCode> = new Set(["truncated", "limit"]);

const noGraph =
  "No ONNX graph was found in this file. Another kind of protobuf file, or a file that holds only the weights of a model, looks like this.";

function newModel(): OpenModel {
  return { format: "onnx", opsets: new Map(), functions: [], metadata: new Map(), hasTraining: false };
}

function unreadable(message: string): Parsed<Model> {
  const { hasTraining: _, ...rest } = newModel();
  return {
    value: { ...rest, graph: finishGraph(newGraph()) },
    problems: [{ code: "unreadable", severity: "error", message, offset: 0 }],
  };
}

/** Random bytes now and then hold a field with the number of the graph; nothing in it makes sense then. */
function isNoise({ graph, irVersion }: Model, { problems }: ProblemList): boolean {
  const isEmpty = graph.nodes.length === 0 && graph.outputs.length === 0 && graph.constants.size === 0;
  return (
    isEmpty &&
    (irVersion === undefined || problems.some((it) => it.code === "malformed" && it.severity === "error"))
  );
}

function readModel(reading: Reading): OpenModel {
  const into = newModel();
  reading.wire.root((field) => readField(reading, into, field));
  return into;
}

function readField(reading: Reading, into: OpenModel, field: number): void {
  const { wire } = reading;
  switch (field) {
    case modelField.irVersion:
      return put(into, "irVersion", wire.number("int64"));
    case modelField.modelVersion:
      return put(into, "modelVersion", wire.number("int64"));
    case modelField.producerName:
      return put(into, "producer", wire.string());
    case modelField.producerVersion:
      return put(into, "producerVersion", wire.string());
    case modelField.domain:
      return put(into, "domain", wire.string());
    case modelField.docString:
      return put(into, "doc", wire.string());
    default:
      readPart(reading, into, field);
  }
}

function readPart(reading: Reading, into: OpenModel, field: number): void {
  switch (field) {
    case modelField.graph: {
      if (into.graph) {
        const message =
          "The model holds its graph in several pieces; they are read as one, as protobuf asks.";
        complain(reading, reading.wire.position, ["malformed", "warning", message]);
      }
      return readGraph(reading, (into.graph ??= newGraph()));
    }
    case modelField.opsetImport:
      return readOpsetInto(reading, into.opsets);
    case modelField.metadataProps:
      return readEntryInto(reading, into.metadata);
    case modelField.trainingInfo:
      into.hasTraining = true;
      return;
    case modelField.functions: {
      const definition = readFunction(reading);
      if (definition) into.functions.push(definition);
    }
  }
}

function put<K extends keyof OpenModel>(into: OpenModel, key: K, value: OpenModel[K] | undefined): void {
  if (value !== undefined) into[key] = value;
}

/** One model of a trace: its graph and where each part of it stands in the source. It must not infer any shape. */
import { type Constant, type Model, type Value } from "../graph/model.ts";
import { type TensorType } from "../graph/value-type.ts";
import {
  type TracedInput,
  type TracedModel,
  type TracedModule,
  type TraceEntry,
  type TraceError,
  type TraceNote,
} from "../python/trace.ts";
import { readCalls, readModules } from "./trace-modules.ts";
import { readNodes } from "./trace-nodes.ts";
import { type Places } from "./trace-places.ts";
import {
  asCount,
  asIndex,
  asMessage,
  asName,
  asObject,
  type Json,
  type TraceReading,
} from "./trace-reading.ts";
import { readState } from "./trace-state.ts";
import { readConstants, readTypes, TensorNames } from "./trace-values.ts";

const maxInputs = 10_000;
const maxNotes = 2_000;
/** The operators are meant as this version has them. */
const opset = 23;

export function readTracedModel(it: Json, places: Places, reading: TraceReading): TracedModel {
  const types = readTypes(it.tensors, reading);
  const names = new TensorNames();
  const constants = readConstants(it.constants, { types, names }, reading);
  const modules = readModules(it.modules, { places, constants }, reading);
  const inputs = readInputs(it.inputs, { types, names }, reading);
  const { nodes, kept } = readNodes(
    it.nodes,
    { tensorCount: types.length, names, moduleOf: moduleOf(it.calls, modules), stack: places.stack },
    reading,
  );
  const context = { moduleCount: modules.length, places, names, tensorCount: types.length, kept };
  const calls = readCalls(it.calls, context, reading);
  const outputs = reading
    .objects(it.outputs, "outputs", maxInputs)
    .flatMap(([, output]) => names.of(asIndex(output.tensor, types.length) ?? -1) ?? []);
  const error = errorOf(it.error, places);
  const entry = entryOf(it.entry, places);
  const values = valuesOf(types, names);
  const model = modelOf(entry.name, {
    inputs,
    outputs,
    nodes,
    constants,
    values,
    isPartial: error !== undefined,
  });
  return {
    model,
    entry,
    inputs,
    modules,
    calls,
    state: readState(it.constants, types, reading),
    notes: readNotes(it.notes, places, reading),
    ...(error && { error }),
  };
}

interface Parts extends Pick<Model["graph"], "nodes" | "values"> {
  readonly inputs: readonly TracedInput[];
  readonly outputs: readonly string[];
  readonly constants: readonly (Constant | undefined)[];
  readonly isPartial: boolean;
}

function modelOf(name: string, { inputs, outputs, nodes, constants, values, isPartial }: Parts): Model {
  const typed = (it: string): Value => values.get(it) ?? { name: it };
  return {
    format: "pytorch",
    opsets: new Map([
      ["", opset],
      ["aten", 1],
    ]),
    functions: [],
    metadata: new Map(),
    ...(isPartial && { isPartial }),
    graph: {
      name,
      inputs: inputs.map((it) => typed(it.value)),
      outputs: outputs.map(typed),
      nodes,
      constants: new Map(constants.flatMap((it) => (it ? [[it.name, it] as const] : []))),
      values,
    },
  };
}

/** The module of a call's number; the model itself where there is none. */
function moduleOf(calls: unknown, modules: readonly TracedModule[]) {
  const list: readonly unknown[] = Array.isArray(calls) ? calls : [];
  return (call: unknown) => {
    const found = asObject(list[asIndex(call, list.length) ?? -1]);
    return modules[asIndex(found?.module, modules.length) ?? -1] ?? { path: "" };
  };
}

interface Tensors {
  readonly types: readonly (TensorType | undefined)[];
  readonly names: TensorNames;
}

/** One tensor may come in by several names; a stored one is no input. */
function readInputs(
  value: unknown,
  { types, names }: Tensors,
  reading: TraceReading,
): readonly TracedInput[] {
  return reading.objects(value, "inputs", maxInputs).flatMap(([i, it]) => {
    const tensor = asIndex(it.tensor, types.length);
    if (tensor === undefined) reading.malformed(`input ${i} is no tensor`);
    if (tensor === undefined || names.of(tensor) !== undefined) return [];
    const name = asName(it.name) || `input${i}`;
    return { name, value: names.give(tensor, name), source: asName(it.source) ?? "unknown" };
  });
}

function valuesOf(
  types: readonly (TensorType | undefined)[],
  names: TensorNames,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  types.forEach((type, i) => {
    const name = names.of(i);
    if (name !== undefined && type) values.set(name, { name, type });
  });
  return values;
}

function entryOf(value: unknown, places: Places): TraceEntry {
  const it = asObject(value) ?? {};
  const className = asName(it.class);
  const call = asName(it.call);
  const definition = places.frame(it.definition);
  const { kind } = it;
  return {
    name: asName(it.name) ?? className ?? "model",
    kind: kind === "factory" || kind === "expression" || kind === "script" ? kind : "class",
    ...(className !== undefined && { className }),
    ...(call !== undefined && { call }),
    ...(definition && { definition }),
  };
}

export function readNotes(value: unknown, places: Places, reading: TraceReading): readonly TraceNote[] {
  return reading.objects(value, "notes", maxNotes).map(([, it]) => {
    const { level } = it;
    const location = places.frame(it.frame);
    return {
      kind: asName(it.kind) ?? "note",
      level: level === "error" || level === "info" ? level : "warning",
      message: asMessage(it.message) ?? "",
      ...(location && { location }),
      count: asCount(it.count) || 1,
    };
  });
}

const phases = ["syntax", "import", "construct", "forward"] as const;

export function errorOf(value: unknown, places: Places): TraceError | undefined {
  const it = asObject(value);
  if (!it) return undefined;
  const calls = places.stack(it.stack);
  const location = places.frame(it.frame) ?? calls.at(-1);
  const modulePath = asName(it.module);
  return {
    phase: phases.find((phase) => phase === it.phase) ?? "forward",
    type: asName(it.type) ?? "Error",
    message: asMessage(it.message) ?? "",
    calls,
    ...(location && { location }),
    ...(modulePath !== undefined && { modulePath }),
  };
}

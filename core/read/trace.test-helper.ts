import { type Analysis } from "../metrics/analysis.ts";
import { analyze } from "../metrics/analyze.ts";
import { type TracedModel } from "../python/trace.ts";
import { readTrace } from "./trace.ts";

/** `"float32 1x3x8x8"`, `"float32 scalar"`. */
type TypeText = string;

export interface TraceSketch {
  readonly inputs?: Readonly<Record<string, TypeText>>;
  readonly constants?: Readonly<
    Record<string, { readonly type: TypeText; readonly role?: string; readonly values?: readonly number[] }>
  >;
  readonly nodes: readonly NodeSketch[];
  readonly [more: string]: unknown;
}

export interface NodeSketch {
  readonly op: string;
  readonly domain?: string;
  /** Names; `""` for one that is left out. */
  readonly in: readonly string[];
  /** Name to type. */
  readonly out: Readonly<Record<string, TypeText>>;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly call?: number;
  readonly stack?: number;
}

/** One model as the sandbox would write it, with names in place of numbers. */
export function modelJson({
  inputs = {},
  constants = {},
  nodes,
  ...more
}: TraceSketch): Record<string, unknown> {
  const tensors: unknown[] = [];
  const indexes = new Map([["", -1]]);
  const add = (name: string, type: TypeText) => {
    const [dtype, sizes = ""] = type.split(" ");
    indexes.set(name, tensors.length);
    tensors.push([dtype, sizes === "scalar" ? [] : sizes.split("x").map(Number)]);
    return tensors.length - 1;
  };
  return {
    entry: { class: "Net", call: "Net()", kind: "class", name: "Net" },
    inputs: Object.entries(inputs).map(([name, type]) => ({
      name,
      tensor: add(name, type),
      source: "randn",
    })),
    constants: Object.entries(constants).map(([name, it]) => ({
      name,
      tensor: add(name, it.type),
      role: it.role ?? "parameter",
      ...(it.values && { values: it.values }),
    })),
    nodes: nodes.map(({ in: read, out, ...rest }) => ({
      domain: "",
      ...rest,
      in: read.map((name) => indexes.get(name) ?? add(name, "float32 1")),
      out: Object.entries(out).map(([name, type]) => add(name, type)),
    })),
    outputs: Object.keys(nodes.at(-1)?.out ?? {}).map((name) => ({ name, tensor: indexes.get(name) })),
    tensors,
    modules: [],
    calls: [],
    notes: [],
    error: null,
    ...more,
  };
}

export function traceText(models: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    version: 1,
    files: ["/net.py"],
    frames: [],
    stacks: [],
    models,
    candidates: [],
    notes: [],
    error: null,
    ...more,
  });
}

/** Throws when the reader has anything to say. */
export function tracedModel(sketch: TraceSketch): TracedModel {
  const { value, problems } = readTrace(traceText([modelJson(sketch)]));
  const [model] = value.models;
  if (problems.length > 0 || !model)
    throw new Error(problems.map((it) => it.message).join(" ") || "no model");
  return model;
}

export function tracedAnalysis(sketch: TraceSketch): Analysis {
  return analyze(tracedModel(sketch).model);
}

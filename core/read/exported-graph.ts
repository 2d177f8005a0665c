/** The graph of an exported program (torch.export) as a Model. It must not infer shapes: the program states them all. */
import { isStatic } from "../graph/shape.ts";
import { type Constant, type Model, type Node, type Value } from "../graph/model.ts";
import { type Problem, type ProblemList } from "../graph/problem.ts";
import { dtypeOf, shapeOf, tensor, type TensorType } from "../graph/value-type.ts";
import { type CheckpointTensor } from "./checkpoint.ts";
import { ExportedCall, tensorName } from "./exported-call.ts";
import { exportedShape } from "./exported-dims.ts";
import { translated, type Translation, type Types } from "./exported-operators.ts";
import { asArray, asObject, at } from "./json-text.ts";
import { quoted } from "./quoted.ts";
import { scalarType } from "./torch-types.ts";

const mostNodes = 400_000;
const mostOutputs = 10_000;
/** The operators are meant as this version has them. */
const opset = 23;

export interface ExportedGraph {
  /** The JSON of the program. */
  readonly program: unknown;
  readonly name: string;
  /** What the archive holds, by the names of the state dict. */
  readonly tensors: ReadonlyMap<string, CheckpointTensor>;
  /** Where a tensor's bytes lie in the file, when they are not compressed. */
  readonly offsetOf: (tensor: CheckpointTensor) => number | undefined;
}

export function exportedModel(source: ExportedGraph, problems: ProblemList): Model | undefined {
  const module = at(source.program, "graph_module");
  const graph = asObject(at(module, "graph"));
  if (!graph) {
    const message = "The exported program holds no graph.";
    problems.add({ code: "malformed", severity: "error", message });
    return undefined;
  }
  const reader = new GraphReader(source, graph);
  reader.readSignature(at(module, "signature"));
  const nodes = reader.readNodes(problems);
  const torchVersion = at(source.program, "torch_version");
  return {
    format: "pytorch",
    producer: "torch.export",
    ...(typeof torchVersion === "string" && { producerVersion: torchVersion.slice(0, 100) }),
    opsets: new Map([
      ["", opset],
      ["aten", 1],
    ]),
    functions: [],
    metadata: new Map(),
    graph: {
      name: source.name,
      inputs: reader.inputs,
      outputs: reader.outputs,
      nodes,
      constants: reader.constants,
      values: reader.values,
    },
  };
}

class GraphReader implements Types {
  readonly constants = new Map<string, Constant>();
  readonly values = new Map<string, Value>();
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  /** What parameters are called in the state dict, by what the graph calls them. */
  private readonly names = new Map<string, string>();
  private readonly ordinals = new Map<string, number>();
  private readonly types: Readonly<Record<string, unknown>>;
  private node = "";
  private made: readonly string[] = [];
  private inlined = 0;

  constructor(
    private readonly source: ExportedGraph,
    private readonly graph: Readonly<Record<string, unknown>>,
  ) {
    this.types = asObject(graph.tensor_values) ?? {};
  }

  readSignature(signature: unknown): void {
    for (const it of asArray(at(signature, "input_specs")) ?? []) this.readInput(it);
    const outputs = asArray(at(signature, "output_specs")) ?? [];
    for (const it of outputs.slice(0, mostOutputs)) {
      const name = tensorName(at(at(it, "user_output"), "arg"));
      if (name !== undefined) this.outputs.push(this.value(this.known(name)));
    }
  }

  readNodes(problems: ProblemList): readonly Node[] {
    const list = asArray(this.graph.nodes) ?? [];
    if (list.length > mostNodes) {
      const message = `The program has ${list.length} nodes; only the first ${mostNodes} are read.`;
      problems.add({ code: "limit", severity: "error", message });
    }
    return list.slice(0, mostNodes).flatMap((it) => {
      const nodes = this.readNode(it);
      const [node] = nodes;
      const inside = nodesInside(it);
      if (node && inside !== undefined) problems.add(notLookedInto(node, inside));
      return nodes;
    });
  }

  rank(name: string): number | undefined {
    return shapeOf(this.typeOf(name))?.length;
  }

  dtype(name: string) {
    return dtypeOf(this.typeOf(name));
  }

  output() {
    return shapeOf(this.typeOf(this.made[0] ?? ""));
  }

  constant(
    values: readonly number[],
    dtype: NonNullable<Constant["dtype"]>,
    dims: readonly number[] = [values.length],
  ) {
    const name = `${this.node}/constant${this.inlined++ === 0 ? "" : `_${this.inlined}`}`;
    this.constants.set(name, { name, dtype, dims, values, role: "constant", storage: { kind: "literal" } });
    return name;
  }

  private readInput(spec: unknown): void {
    const kinds = [
      ["parameter", "parameter_name", "parameter"],
      ["buffer", "buffer_name", "buffer"],
      ["tensor_constant", "tensor_constant_name", "constant"],
    ] as const;
    for (const [kind, key, role] of kinds) {
      const found = at(spec, kind);
      const graphName = at(at(found, "arg"), "name");
      const name = at(found, key);
      if (typeof graphName === "string" && typeof name === "string")
        return this.addConstant(graphName, name, role);
    }
    const name = tensorName(at(at(spec, "user_input"), "arg"));
    if (name !== undefined) this.inputs.push(this.value(name));
  }

  private addConstant(graphName: string, name: string, role: NonNullable<Constant["role"]>): void {
    this.names.set(graphName, name);
    const stored = this.source.tensors.get(name);
    const type = this.typeOf(graphName);
    const shape = shapeOf(type);
    const dtype = stored?.dtype ?? dtypeOf(type);
    const offset = stored && this.source.offsetOf(stored);
    this.constants.set(name, {
      name,
      ...(dtype && { dtype }),
      dims: stored?.shape ?? (isStatic(shape) ? shape : []),
      role,
      storage:
        stored && offset !== undefined ? { kind: "raw", offset, length: stored.bytes } : { kind: "literal" },
    });
  }

  private readNode(value: unknown): readonly Node[] {
    const target = at(value, "target");
    const [, library, op, overload = ""] =
      (typeof target === "string" ? /^torch\.ops\.(\w+)\.(\w+)(?:\.(\w+))?$/.exec(target) : undefined) ?? [];
    const outputs = outputNames(at(value, "outputs"));
    // Nodes that only compute sizes give no tensor. Whoever runs graphs of its own is named in any case.
    const isNothing = outputs.length === 0 && library !== higherOrder;
    if (library === undefined || op === undefined || isNothing) return [];
    const call = new ExportedCall(op, overload, at(value, "inputs"));
    const modulePath = modulePathOf(at(at(value, "metadata"), "nn_module_stack"));
    this.node = this.nodeName(modulePath, op);
    this.made = outputs;
    this.inlined = 0;
    const found: Translation | undefined = library === "aten" ? translated(call, this) : undefined;
    const { then, ...it }: Translation = found ?? {
      opType: op,
      domain: library,
      inputs: call.tensors(),
      attributes: call.attributes(),
    };
    const node: Node = {
      name: this.node,
      ...it,
      inputs: it.inputs.map((input) => this.known(input)),
      outputs: outputs.map((output) => this.value(output).name),
      source: { modulePath, calls: [] },
    };
    return then === undefined ? [node] : this.inTwo(node, then);
  }

  /** The second operator gives the output; between them is a value of the same type. */
  private inTwo(node: Node, opType: string): readonly Node[] {
    const between = `${node.name}/first`;
    const type = this.typeOf(node.outputs[0] ?? "");
    this.values.set(between, { name: between, ...(type && { type }) });
    const second: Node = {
      ...node,
      name: `${node.name}/${opType}`,
      opType,
      inputs: [between],
      attributes: new Map(),
    };
    return [{ ...node, outputs: [between] }, second];
  }

  /** `layer1.0.conv1/conv2d`, the second one in the same module `layer1.0.conv1/conv2d_2`. */
  private nodeName(path: string, op: string): string {
    const base = path === "" ? op : `${path}/${op}`;
    const ordinal = (this.ordinals.get(base) ?? 0) + 1;
    this.ordinals.set(base, ordinal);
    return ordinal === 1 ? base : `${base}_${ordinal}`;
  }

  private known(name: string): string {
    const found = this.names.get(name);
    if (found === undefined && name !== "") this.value(name);
    return found ?? name;
  }

  private value(name: string): Value {
    const known = this.values.get(name);
    if (known) return known;
    const type = this.typeOf(name);
    const value: Value = { name, ...(type && { type }) };
    this.values.set(name, value);
    return value;
  }

  private typeOf(name: string): TensorType | undefined {
    const meta = Object.hasOwn(this.types, name) ? this.types[name] : undefined;
    return meta === undefined
      ? undefined
      : tensor(scalarType(at(meta, "dtype")), exportedShape(at(meta, "sizes")));
  }
}

/** torch's operators over graphs: cond, while_loop, scan, and what wraps a part in autocast or no_grad. */
const higherOrder = "higher_order";

/** How many nodes the graphs among its arguments have; undefined when there are none. */
function nodesInside(value: unknown): number | undefined {
  const graphs = (asArray(at(value, "inputs")) ?? []).flatMap((it) => at(at(it, "arg"), "as_graph") ?? []);
  const count = (graph: unknown) => asArray(at(at(graph, "graph"), "nodes"))?.length ?? 0;
  return graphs.length === 0 ? undefined : graphs.reduce<number>((sum, it) => sum + count(it), 0);
}

function notLookedInto({ name, domain, opType }: Node, nodes: number): Problem {
  const inside = nodes === 1 ? "their 1 node is" : `their ${nodes} nodes are`;
  const message = `The graphs that ${quoted(name)} (${domain}.${opType}) runs are not looked into: ${inside} not counted.`;
  return { code: "unsupported", severity: "warning", message, node: name };
}

function outputNames(value: unknown): readonly string[] {
  return (asArray(value) ?? []).flatMap((it) => {
    const one = tensorName(it);
    if (one !== undefined) return [one];
    const several = asArray(at(it, "as_tensors")) ?? [];
    return several.slice(0, mostOutputs).flatMap((tensor) => {
      const name = at(tensor, "name");
      return typeof name === "string" ? [name] : [];
    });
  });
}

/** The last of `L__self__,,Net;L__self__conv,conv,torch.nn.modules.conv.Conv2d`. */
function modulePathOf(stack: unknown): string {
  if (typeof stack !== "string") return "";
  const last = stack.slice(stack.lastIndexOf(";") + 1);
  return /^[^,]*,([^,]*),/.exec(last)?.[1]?.slice(0, 500) ?? "";
}

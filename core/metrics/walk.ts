import { bindDim, type Bindings, type Dim } from "../graph/dim.ts";
import {
  type Attribute,
  type Constant,
  type FunctionDefinition,
  type Graph,
  type Model,
  type Node,
  nodeLabel,
} from "../graph/model.ts";
import { type Problem } from "../graph/problem.ts";
import { volume } from "../graph/shape.ts";
import { bindType, shapeOf, tensor, type ValueType } from "../graph/value-type.ts";
import { type Call, type Known } from "../operators/contract/call.ts";
import { type Operator, type OutputTypes } from "../operators/contract/operator.ts";
import { findOperator } from "../operators/contract/table.ts";
import { bindingsInUse, fedInputs, type InputChoices, inputType, openSymbols } from "./bindings.ts";
import { executionOrder } from "./execution-order.ts";
import { disagreement, mergeTypes } from "./merge-types.ts";
import { type CallHost, NodeCall } from "./node-call.ts";
import { type Origin, maxSources, originOf, ranEachTime } from "./origin.ts";
import { possibleType } from "./possible-type.ts";
import { provenanceOf } from "./provenance.ts";
import { activation, type Tensor } from "./tensor.ts";

/** One node visited: its operator, its tensors, and the bodies that it runs (subgraphs, or the function it calls). */
export interface Visit {
  /** As the reader made it; inside a function `call.node` has the call's attributes put in. */
  readonly node: Node;
  readonly call: Call;
  readonly operator: Operator | undefined;
  readonly inputs: readonly (Tensor | undefined)[];
  readonly outputs: readonly (Tensor | undefined)[];
  readonly bodies: readonly Body[];
  /** All of it is computed before the first inference. */
  readonly isFolded: boolean;
  /** What contradicts itself here. */
  readonly complaints: readonly string[];
}

export interface Body {
  /** The attribute that holds the subgraph; `""` for the body of a function. */
  readonly name: string;
  readonly visits: readonly Visit[];
  readonly outputs: readonly Tensor[];
  /** Per run of the node it belongs to; undefined when not known. */
  readonly executions: Dim | undefined;
}

export interface Walk {
  readonly bindings: Bindings;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly visits: readonly Visit[];
  /** Where a limit stopped the walk. */
  readonly problems: readonly Problem[];
}

/** Work that can be interrupted: run to the end with `finish`, or step by step with a look at a cancel token. */
export type Steps<T> = Generator<undefined, T, undefined>;

export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

// A function that calls another twice, thirty deep, would visit a billion nodes.
const maxExpandedVisits = 50_000;
// With those of the graph itself: each of them takes a kilobyte or two in a report.
const maxVisits = 110_000;
const maxDepth = 64;
const maxFoldedElements = 4096;
// A long chain of such tensors would fill the memory; shapes and axes have far fewer elements.
const maxFoldedInAll = 4_000_000;
const alwaysFolded = 64;
const visitsPerStep = 256;

/** Visits every node in execution order: types, known values, bodies. */
export function* walkModel(model: Model, choices: InputChoices): Steps<Walk> {
  const walker = new Walker(model, bindingsInUse(model.graph, choices));
  const scope = walker.scopeOf(model.graph, { opsets: model.opsets });
  const inputs: Tensor[] = [];
  for (const value of model.graph.inputs) {
    if (model.graph.constants.has(value.name)) continue;
    const type = inputType(value, choices, walker.bindings);
    const input = activation(value.name, type ? { type } : {});
    inputs.push(input);
    scope.tensors.set(value.name, input);
  }
  const visits: Visit[] = [];
  for (const node of executionOrder(model.graph.nodes)) {
    visits.push(walker.visit(node, scope));
    if (visits.length % visitsPerStep === 0) yield;
  }
  const outputs = model.graph.outputs.map((it) => walker.lookup(it.name, scope));
  return { bindings: walker.bindings, inputs, outputs, visits, problems: walker.problems };
}

/** Names in force at one level: a graph, or the body of a function. */
interface Scope {
  readonly tensors: Map<string, Tensor>;
  readonly stated: (name: string) => ValueType | undefined;
  readonly opsets: ReadonlyMap<string, number>;
  readonly parent?: Scope;
  /** Inside a function: what its `@name` references stand for. */
  readonly attributes?: ReadonlyMap<string, Attribute>;
  readonly depth: number;
  readonly functions: readonly FunctionDefinition[];
  /** Made for the first call. */
  host?: CallHost;
}

class Walker {
  readonly problems: Problem[] = [];
  private readonly functions = new Map<string, FunctionDefinition>();
  private expandedVisits = 0;
  private foldedElements = 0;
  /** Of bodies, which loops and calls visit again and again. */
  private readonly orders = new Map<readonly Node[], readonly Node[]>();
  private isOverLimit = false;
  private readonly mostExpandedVisits: number;

  private readonly inputSymbols: ReadonlySet<string>;
  /** A trace states the type of every value as it was, and the program computes everything in each inference. */
  private readonly isTrace: boolean;

  constructor(
    model: Model,
    readonly bindings: Bindings,
  ) {
    const room = Math.max(0, maxVisits - model.graph.nodes.length);
    this.mostExpandedVisits = Math.min(maxExpandedVisits, room);
    this.isTrace = model.format === "pytorch";
    this.inputSymbols = new Set(openSymbols(fedInputs(model.graph).map((it) => shapeOf(it.type))));
    for (const it of model.functions) this.functions.set(functionKey(it.domain, it.name, it.overload), it);
  }

  scopeOf(graph: Graph, outer: { opsets: ReadonlyMap<string, number>; parent?: Scope }): Scope {
    const tensors = new Map<string, Tensor>();
    for (const constant of graph.constants.values()) tensors.set(constant.name, stored(constant, graph));
    const outputs = new Map(graph.outputs.map((it) => [it.name, it.type]));
    return {
      tensors,
      stated: (name) => graph.values.get(name)?.type ?? outputs.get(name),
      opsets: outer.opsets,
      depth: (outer.parent?.depth ?? 0) + 1,
      functions: outer.parent?.functions ?? [],
      ...(outer.parent && { parent: outer.parent }),
      ...(outer.parent?.attributes && { attributes: outer.parent.attributes }),
    };
  }

  lookup(name: string, scope: Scope): Tensor {
    for (let it: Scope | undefined = scope; it; it = it.parent) {
      const found = it.tensors.get(name);
      if (found) return found;
    }
    const type = bindType(scope.stated(name), this.bindings);
    const undefinedYet = activation(name, type ? { type } : {});
    scope.tensors.set(name, undefinedYet);
    return undefinedYet;
  }

  visit(original: Node, scope: Scope): Visit {
    const node = scope.attributes ? resolveReferences(original, scope.attributes) : original;
    const inputs = node.inputs.map((name) => (name === "" ? undefined : this.lookup(name, scope)));
    const opset = scope.opsets.get(node.domain) ?? latestOpset;
    const call = new NodeCall(node, opset, inputs, this.hostOf(scope));
    const { bodies, complaints } = call;
    const definition = this.functions.get(functionKey(node.domain, node.opType, node.overload));
    const operator = definition ? undefined : findOperator(node.domain, node.opType);
    const facts = definition ? this.expand(call, definition, { scope, inputs }) : this.infer(call, operator);
    const origin = this.isTrace ? ranEachTime : originOf(facts.constant, { operator, inputs, bodies });
    const outputs = node.outputs.map((name, i) => {
      if (name === "") return undefined;
      const type = this.agreed(call, facts.types[i], scope.stated(name));
      const data = facts.data[i];
      const { isFolded, sources } = facts.origins?.[i] ?? origin;
      const output = { name, isFolded, sources, ...(type && { type }), ...(data && { data }) };
      scope.tensors.set(name, output);
      return output;
    });
    const { isFolded, sources } = origin;
    if (sources.length >= maxSources)
      complaints.push(`more than ${maxSources} stored tensors are behind it; not all are counted`);
    return { node: original, call, operator, inputs, outputs, bodies, isFolded, complaints };
  }

  private infer(call: Call, operator: Operator | undefined): Facts {
    if (!operator) return { types: [], data: [] };
    try {
      const inferred = operator.infer(call) ?? [];
      const types = inferred.map((it, i) => possibleType(call, bindType(it, this.bindings), i));
      const constant = operator.constant?.(call);
      const named = constant && { ...constant, name: constant.name || (call.node.outputs[0] ?? "") };
      const data = this.mayFold(types) ? operator.fold?.(call, types) : undefined;
      for (const it of data ?? []) this.foldedElements += it?.length ?? 0;
      return { types, data: data?.map((it) => this.bound(it)) ?? [], ...(named && { constant: named }) };
    } catch (error) {
      // An operator that throws is our bug; the rest of the model must still be shown.
      call.report(`Edgewise failed on this operator: ${String(error)}`);
      return { types: [], data: [] };
    }
  }

  private mayFold(types: OutputTypes): boolean {
    const most = this.foldedElements < maxFoldedInAll ? maxFoldedElements : alwaysFolded;
    return types.some((type) => {
      const shape = shapeOf(type);
      const count = shape && volume(shape);
      return typeof count === "number" && count <= most;
    });
  }

  private bound(data: readonly Dim[] | undefined): readonly Dim[] | undefined {
    return this.bindings.size === 0 ? data : data?.map((it) => bindDim(it, this.bindings));
  }

  /** Visits the body of a function in place of the call. */
  private expand(call: NodeCall, definition: FunctionDefinition, at: Expansion): Facts {
    const { scope, inputs } = at;
    if (scope.functions.includes(definition)) {
      call.report(`function ${definition.name} calls itself`);
      return { types: [], data: [] };
    }
    if (this.isTooMuch(call, scope)) return { types: [], data: [] };
    const { attributeDefaults } = definition;
    const hasAttributes = attributeDefaults.size + call.node.attributes.size > 0;
    const inner: Scope = {
      tensors: new Map(),
      stated: (name) => definition.values.get(name)?.type,
      opsets: definition.opsets,
      attributes: hasAttributes ? new Map([...attributeDefaults, ...call.node.attributes]) : noAttributes,
      depth: scope.depth + 1,
      functions: [...scope.functions, definition],
    };
    definition.inputs.forEach((name, i) => {
      const given = inputs[i];
      if (given) inner.tensors.set(name, given);
    });
    const visits = this.visitAll(definition.nodes, inner, call);
    const outputs = definition.outputs.map((name) => this.lookup(name, inner));
    call.bodies.push({ name: "", visits, outputs, executions: 1 });
    return { types: outputs.map((it) => it.type), data: outputs.map((it) => it.data), origins: outputs };
  }

  /** One for all calls of a scope: a graph can have a hundred thousand of them. */
  private hostOf(scope: Scope): CallHost {
    return (scope.host ??= {
      body: (call, name, given, executions) => this.body(call, { name, given, executions }, scope),
      report: (call, message) => void call.complaints.push(message),
    });
  }

  private body(call: NodeCall, wanted: BodyCall, scope: Scope): readonly Known[] {
    const attribute = call.attribute(wanted.name);
    if (attribute?.kind !== "graph" || this.isTooMuch(call, scope)) return [];
    const graph = attribute.value;
    const inner = this.scopeOf(graph, { opsets: scope.opsets, parent: scope });
    graph.inputs.forEach((value, i) => {
      const given = wanted.given[i];
      const type = mergeTypes(given?.type, bindType(value.type, this.bindings)).type;
      const known = { ...(type && { type }), ...(given?.data && { data: given.data }) };
      inner.tensors.set(value.name, activation(value.name, known));
    });
    const visits = this.visitAll(graph.nodes, inner, call);
    const outputs = graph.outputs.map((it) => this.lookup(it.name, inner));
    // Loops infer their body again until its shapes settle: the last one stands.
    const { bodies } = call;
    const earlier = bodies.findIndex((it) => it.name === wanted.name);
    const body = { name: wanted.name, visits, outputs, executions: wanted.executions };
    if (earlier >= 0) bodies[earlier] = body;
    else bodies.push(body);
    return outputs;
  }

  private visitAll(nodes: readonly Node[], scope: Scope, call: Call): readonly Visit[] {
    const visits: Visit[] = [];
    let order = this.orders.get(nodes);
    if (!order) this.orders.set(nodes, (order = executionOrder(nodes)));
    for (const node of order) {
      if (++this.expandedVisits > this.mostExpandedVisits) {
        this.stopAtLimit(call, `${this.mostExpandedVisits} nodes`);
        break;
      }
      visits.push(this.visit(node, scope));
    }
    return visits;
  }

  private isTooMuch(call: Call, scope: Scope): boolean {
    if (scope.depth < maxDepth && this.expandedVisits <= this.mostExpandedVisits) return false;
    this.stopAtLimit(
      call,
      scope.depth >= maxDepth ? `${maxDepth} levels` : `${this.mostExpandedVisits} nodes`,
    );
    return true;
  }

  private stopAtLimit(call: Call, limit: string): void {
    if (this.isOverLimit) return;
    this.isOverLimit = true;
    const message = `Functions and subgraphs unfold to more than ${limit}; the rest is not counted.`;
    this.problems.push({ code: "limit", severity: "warning", message, ...where(call) });
  }

  /**
   * What is inferred, completed by what the file states; a contradiction is a problem of the file. Of a trace what it
   * states is what was there, and a contradiction is a fault of the operator table.
   */
  private agreed(
    call: Call,
    inferred: ValueType | undefined,
    stated: ValueType | undefined,
  ): ValueType | undefined {
    const bound = bindType(stated, this.bindings);
    if (!bound) return inferred;
    if (this.isTrace) {
      const complaint = disagreement(inferred, bound);
      if (complaint) call.report(complaint);
      return bound;
    }
    const { type, conflict } = mergeTypes(inferred, bound, this.inputSymbols);
    // A batch that the user changed contradicts every size the exporter wrote down for the old one.
    if (conflict && this.bindings.size === 0) call.report(conflict);
    return type;
  }
}

interface Facts {
  readonly types: OutputTypes;
  readonly data: readonly (readonly Dim[] | undefined)[];
  readonly constant?: Constant;
  /** Of each output, where the body of a function tells. */
  readonly origins?: readonly Origin[];
}

interface Expansion {
  readonly scope: Scope;
  readonly inputs: readonly (Tensor | undefined)[];
}

interface BodyCall {
  readonly name: string;
  readonly given: readonly Known[];
  readonly executions: Dim | undefined;
}

const noAttributes: ReadonlyMap<string, Attribute> = new Map();

// A domain without an opset import: read it as the newest version we know.
const latestOpset = 28;

function functionKey(domain: string, name: string, overload: string | undefined): string {
  return `${domain}:${name}:${overload ?? ""}`;
}

function stored(constant: Constant, graph: Graph): Tensor {
  const provenance = provenanceOf(constant, graph);
  return {
    name: constant.name,
    type: tensor(constant.dtype, constant.dims),
    isFolded: true,
    sources: [{ constant, isDequantized: false, ...(provenance && { provenance }) }],
    ...(constant.values && { data: constant.values }),
  };
}

function resolveReferences(node: Node, attributes: ReadonlyMap<string, Attribute>): Node {
  let changed: Map<string, Attribute> | undefined;
  for (const [name, it] of node.attributes) {
    if (it.kind !== "reference") continue;
    changed ??= new Map(node.attributes);
    const value = attributes.get(it.value);
    if (value) changed.set(name, value);
    else changed.delete(name);
  }
  return changed ? { ...node, attributes: changed } : node;
}

function where(call: Call): { node: string; offset?: number; length?: number } {
  return { node: nodeLabel(call.node), ...call.node.span };
}

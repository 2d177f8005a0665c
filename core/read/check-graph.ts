/**
 * Checks how the nodes of a model fit together: names that nothing defines, that are used too early or are defined
 * twice. It must take time linear in the size of the model, and must not change it.
 */
import { type Attribute, type Graph, type Model, type Node, nodeLabel, type Value } from "../graph/model.ts";
import { nodeNeeds, runnableNodes } from "../graph/node-needs.ts";
import { type Problem, type ProblemList } from "../graph/problem.ts";
import { quoted } from "./quoted.ts";

/** The names that a node can use: those defined so far in its graph and in the graphs around it. */
interface Scope {
  readonly names: Set<string>;
  readonly around: Scope | undefined;
  readonly nodes: readonly Node[];
  /** What the nodes define, sooner or later: gathered at the first name that is not defined. */
  produced?: ReadonlySet<string>;
  /** Names of this graph that were used before the node that makes them, and where. */
  readonly late: { readonly name: string; readonly node: Node }[];
}

interface Body {
  readonly inputs: readonly string[];
  readonly constants: Iterable<string>;
  readonly nodes: readonly Node[];
  readonly outputs: readonly string[];
  readonly title: string;
}

/** Adds a problem of code `graph` for everything that no runtime would accept. */
export function checkGraphs(model: Model, problems: ProblemList): void {
  if (model.opsets.size === 0 && model.graph.nodes.length > 0) {
    const message = "The model imports no operator set, so that the version of its operators is not known.";
    problems.add({ code: "graph", severity: "warning", message });
  }
  checkBody(bodyOf(model.graph, "the model"), problems, undefined);
  for (const it of model.functions) {
    const { inputs, nodes, outputs } = it;
    checkBody(
      { inputs, constants: [], nodes, outputs, title: `function ${quoted(it.name)}` },
      problems,
      undefined,
    );
  }
}

function bodyOf(graph: Graph, title: string): Body {
  const names = (values: readonly Value[]) => values.map((it) => it.name);
  const { inputs, constants, nodes, outputs } = graph;
  return { inputs: names(inputs), constants: constants.keys(), nodes, outputs: names(outputs), title };
}

function checkBody(body: Body, problems: ProblemList, around: Scope | undefined): void {
  const scope: Scope = { names: new Set(), around, nodes: body.nodes, late: [] };
  const report = (message: string) => problems.add({ code: "graph", severity: "error", message });
  for (const name of body.inputs) {
    if (scope.names.has(name)) report(`Two inputs of ${body.title} are called ${quoted(name)}.`);
    scope.names.add(name);
  }
  // An initializer may give an input its default value, so that the same name is no fault.
  for (const name of body.constants) scope.names.add(name);
  for (const node of body.nodes) checkNode(node, scope, problems);
  for (const name of body.outputs) {
    if (!isDefined(name, scope)) report(`Nothing defines ${quoted(name)}, an output of ${body.title}.`);
  }
  reportLate(scope, body.title, problems);
}

/**
 * Half-precision converters put the casts they add at the end of the file. ONNX forbids that and its checker refuses
 * it, but runtimes sort the nodes: only a cycle leaves nothing that could run.
 */
function reportLate({ late, nodes }: Scope, title: string, problems: ProblemList): void {
  const [first] = late;
  if (!first) return;
  const message = (name: string) =>
    `${quoted(name)} is used before the node that makes it; nodes must stand in an order that can be executed.`;
  if (runnableNodes(nodeNeeds(nodes)).size < nodes.length) {
    for (const { name, node } of late) problems.add(problemOf(node, message(name)));
    return;
  }
  const others = late.length === 1 ? "" : ` The same holds for ${late.length - 1} more of ${title}.`;
  const problem = problemOf(first.node, `${message(first.name)}${others}`);
  problems.add({ ...problem, severity: "warning" });
}

function problemOf(node: Node, message: string): Problem {
  const place = node.span && { offset: node.span.offset, length: node.span.length };
  return { code: "graph", severity: "error", message, ...place, node: nodeLabel(node) };
}

function checkNode(node: Node, scope: Scope, problems: ProblemList): void {
  const report = (message: string) => problems.add(problemOf(node, message));
  if (node.opType === "") report(`Node ${quoted(nodeLabel(node))} names no operator.`);
  for (const name of node.inputs) {
    if (name === "" || isDefined(name, scope)) continue;
    const maker = scopeProducing(name, scope);
    if (maker) maker.late.push({ name, node });
    else report(`Nothing defines ${quoted(name)}, an input of ${quoted(nodeLabel(node))}.`);
  }
  for (const attribute of node.attributes.values()) {
    for (const graph of graphsOf(attribute)) {
      checkBody(bodyOf(graph, `a subgraph of ${quoted(nodeLabel(node))}`), problems, scope);
    }
  }
  for (const name of node.outputs) {
    if (name === "") continue;
    if (scope.names.has(name))
      report(`${quoted(name)} is defined twice, the second time by ${quoted(nodeLabel(node))}.`);
    scope.names.add(name);
  }
}

function graphsOf(attribute: Attribute): readonly Graph[] {
  if (attribute.kind === "graph") return [attribute.value];
  return attribute.kind === "graphs" ? attribute.value : [];
}

function isDefined(name: string, scope: Scope): boolean {
  for (let it: Scope | undefined = scope; it; it = it.around) if (it.names.has(name)) return true;
  return false;
}

/** The graph that defines a name, sooner or later. */
function scopeProducing(name: string, scope: Scope): Scope | undefined {
  for (let it: Scope | undefined = scope; it; it = it.around) {
    it.produced ??= new Set(it.nodes.flatMap((node) => node.outputs));
    if (it.produced.has(name)) return it;
  }
  return undefined;
}

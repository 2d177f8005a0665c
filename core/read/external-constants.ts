/** Finds the tensors of a model whose data lies in other files. It must not look at those files. */
import {
  type Attribute,
  type Constant,
  type Graph,
  type Model,
  type Node,
  type Storage,
} from "../graph/model.ts";

export interface ExternalConstant extends Constant {
  readonly storage: Extract<Storage, { kind: "external" }>;
}

/** All of them, in initializers, attributes, subgraphs and functions. */
export function externalConstants(model: Model): readonly ExternalConstant[] {
  const found: ExternalConstant[] = [];
  addFromGraph(model.graph, found);
  for (const it of model.functions) {
    addFromNodes(it.nodes, found);
    for (const attribute of it.attributeDefaults.values()) addFromAttribute(attribute, found);
  }
  return found;
}

function addFromGraph(graph: Graph, found: ExternalConstant[]): void {
  for (const it of graph.constants.values()) add(it, found);
  addFromNodes(graph.nodes, found);
}

function addFromNodes(nodes: readonly Node[], found: ExternalConstant[]): void {
  for (const node of nodes) for (const it of node.attributes.values()) addFromAttribute(it, found);
}

function addFromAttribute(attribute: Attribute, found: ExternalConstant[]): void {
  switch (attribute.kind) {
    case "tensor":
      return add(attribute.value, found);
    case "tensors":
      return attribute.value.forEach((it) => add(it, found));
    case "graph":
      return addFromGraph(attribute.value, found);
    case "graphs":
      return attribute.value.forEach((it) => addFromGraph(it, found));
  }
}

function add(constant: Constant, found: ExternalConstant[]): void {
  if (isExternal(constant)) found.push(constant);
}

function isExternal(constant: Constant): constant is ExternalConstant {
  return constant.storage.kind === "external";
}

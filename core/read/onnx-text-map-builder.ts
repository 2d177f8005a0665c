// Collects a TextMap while a text is read or printed, in text order; it must not look at the text.
import { type Node, type Span } from "../graph/model.ts";
import { type Fold, type Occurrence, type TextMap, type TextNode, type TextScope } from "./onnx-text-map.ts";

type Draft<T> = { -readonly [K in keyof T]: T[K] };

const nowhere: Span = { offset: 0, length: 0 };

/** Stands in an open node until it is closed. */
const unread: Node = { name: "", opType: "", domain: "", inputs: [], outputs: [], attributes: new Map() };

/** Lives as long as one reading or printing. */
export class TextMapBuilder {
  private readonly scopes: Draft<TextScope>[] = [];
  private readonly nodes: Draft<TextNode>[] = [];
  private readonly occurrences: Draft<Occurrence>[] = [];
  private readonly folds: Draft<Fold>[] = [];
  private scope: number | undefined;
  private node: number | undefined;

  /** Opens the graph or function that starts at `offset`; a graph inside a node sees the names around it. */
  openScope(kind: TextScope["kind"], path: string, offset: number): void {
    const scope: Draft<TextScope> = {
      id: this.scopes.length,
      kind,
      path,
      name: nowhere,
      span: { offset, length: 0 },
    };
    if (this.scope !== undefined) scope.parent = this.scope;
    if (this.node !== undefined) scope.node = this.node;
    this.scopes.push(scope);
    this.scope = scope.id;
    this.node = undefined;
  }

  nameScope(name: Span, path?: string): void {
    const scope = this.currentScope();
    if (!scope) return;
    scope.name = name;
    if (path !== undefined) scope.path = path;
  }

  closeScope(end: number): void {
    const scope = this.currentScope();
    if (!scope) return;
    scope.span = upTo(scope.span, end);
    this.scope = scope.parent;
    this.node = scope.node;
  }

  openNode(offset: number): void {
    this.node = this.nodes.length;
    const span = { offset, length: 0 };
    this.nodes.push({ span, operator: span, scope: this.scope ?? 0, node: unread });
  }

  label(span: Span): void {
    const entry = this.currentNode();
    if (entry) entry.label = span;
  }

  operator(span: Span): void {
    const entry = this.currentNode();
    if (entry) entry.operator = span;
  }

  /** The span of the current node, were it to end at `end`. */
  nodeSpan(end: number): Span {
    return upTo(this.currentNode()?.span ?? nowhere, end);
  }

  closeNode(end: number, node: Node): void {
    const entry = this.currentNode();
    if (entry) {
      entry.span = upTo(entry.span, end);
      entry.node = node;
    }
    this.node = undefined;
  }

  /** Forgets a node that came to nothing: one without an operator, hence without subgraphs. Its names stay. */
  dropNode(): void {
    const index = this.node;
    this.node = undefined;
    this.nodes.pop();
    for (let i = this.occurrences.length - 1; i >= 0; i--) {
      const it = this.occurrences[i];
      if (it?.node !== index || it === undefined) break;
      delete it.node;
    }
  }

  occurrence(name: string, span: Span, role: Occurrence["role"]): void {
    if (name === "") return;
    const { node, scope = 0 } = this;
    this.occurrences.push(
      node === undefined ? { name, span, role, scope } : { name, span, role, scope, node },
    );
  }

  /** Returns what ends the fold that starts at `offset`. */
  openFold(kind: Fold["kind"], offset: number): (end: number) => void {
    const fold: Draft<Fold> = { kind, span: { offset, length: 0 } };
    this.folds.push(fold);
    return (end) => {
      fold.span = upTo(fold.span, end);
    };
  }

  finish(): TextMap {
    const { scopes, nodes, occurrences, folds } = this;
    return { scopes, nodes, occurrences, folds };
  }

  private currentScope(): Draft<TextScope> | undefined {
    return this.scope === undefined ? undefined : this.scopes[this.scope];
  }

  private currentNode(): Draft<TextNode> | undefined {
    return this.node === undefined ? undefined : this.nodes[this.node];
  }
}

function upTo(span: Span, end: number): Span {
  return { offset: span.offset, length: Math.max(0, end - span.offset) };
}

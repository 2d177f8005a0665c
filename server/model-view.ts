// One model as an editor sees it: a text, where things stand in it, and what they cost; it must not know LSP.
import { type Model, type Node } from "../core/graph/model.ts";
import { type Problem } from "../core/graph/problem.ts";
import { type Analysis, type NodeReport } from "../core/metrics/analysis.ts";
import { type Occurrence, type TextMap, type TextNode } from "../core/read/onnx-text-map.ts";
import { LineIndex } from "./line-index.ts";

export interface ModelView {
  readonly kind: "model";
  readonly name: string;
  readonly text: string;
  /** The text was printed from a binary file: offsets of problems are those of the file, not of the text. */
  readonly isPrinted: boolean;
  readonly lines: LineIndex;
  readonly map: TextMap;
  readonly model: Model;
  /** What the readers said, then what the analysis found. */
  readonly problems: readonly Problem[];
  readonly analysis: Analysis;
  /** A node of a function's body is reported once for each call. */
  readonly reports: ReadonlyMap<Node, readonly NodeReport[]>;
  /** Nodes by their span in the file, to place problems that name a span of a binary file. */
  readonly nodeAtFileOffset: ReadonlyMap<number, TextNode>;
  /** Names of a node's outputs as they stand in the text, by the node's index in the map. */
  readonly outputsOf: ReadonlyMap<number, readonly Occurrence[]>;
}

export interface ViewParts {
  readonly name: string;
  readonly text: string;
  readonly map: TextMap;
  readonly model: Model;
  readonly problems: readonly Problem[];
  readonly analysis: Analysis;
  readonly isPrinted?: boolean;
}

export function modelView(parts: ViewParts): ModelView {
  const reports = new Map<Node, NodeReport[]>();
  for (const report of parts.analysis.nodes) {
    const known = reports.get(report.node);
    if (known) known.push(report);
    else reports.set(report.node, [report]);
  }
  const nodeAtFileOffset = new Map<number, TextNode>();
  for (const it of parts.map.nodes) if (it.node.span) nodeAtFileOffset.set(it.node.span.offset, it);
  const outputsOf = new Map<number, Occurrence[]>();
  for (const it of parts.map.occurrences) {
    if (it.role !== "definition" || it.node === undefined) continue;
    const known = outputsOf.get(it.node);
    if (known) known.push(it);
    else outputsOf.set(it.node, [it]);
  }
  return {
    kind: "model",
    ...parts,
    isPrinted: parts.isPrinted ?? parts.model.format === "onnx",
    outputsOf,
    problems: [...parts.problems, ...parts.analysis.problems],
    lines: new LineIndex(parts.text),
    reports,
    nodeAtFileOffset,
  };
}

export function reportOf(view: ModelView, node: Node): NodeReport | undefined {
  return view.reports.get(node)?.[0];
}

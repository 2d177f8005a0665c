import { dimText, isKnown } from "../core/graph/dim.ts";
import { operatorName } from "../core/graph/model.ts";
import { type Problem } from "../core/graph/problem.ts";
import { dtypeOf, shapeOf, typeText } from "../core/graph/value-type.ts";
import { type Analysis, type NodeReport, type Total } from "../core/metrics/analysis.ts";
import { type Tensor } from "../core/metrics/tensor.ts";
import { type InspectNode, type InspectReport } from "./inspect-report.ts";
import { toNotes, toPlace, toSource, tracedFacts, type TracedSource } from "./traced-report.ts";

/** What the report says of a place in the model's file: the transport knows lines, the core only offsets. */
export type Locate = (span: {
  readonly offset?: number;
  readonly length?: number;
}) => InspectNode["location"];

export interface ReportSource {
  readonly name: string;
  readonly path: string;
  readonly locate: Locate;
  /** Everything the readers said, before what the analysis found. */
  readonly problems: readonly Problem[];
  readonly traced?: TracedSource;
}

export function toInspectReport(analysis: Analysis, source: ReportSource): InspectReport {
  const { model, coverage, peak, openSymbols } = analysis;
  const { traced } = source;
  return {
    schemaVersion: 1,
    model: {
      name: source.name,
      format: model.format,
      path: source.path,
      ...(model.opsets.size > 0 &&
        model.format !== "pytorch" && {
          opsets: Object.fromEntries([...model.opsets].map(([it, v]) => [it || "ai.onnx", v])),
        }),
      ...(model.producer && { producer: [model.producer, model.producerVersion].filter(Boolean).join(" ") }),
      ...(traced && tracedFacts(traced)),
    },
    bindings: Object.fromEntries(analysis.bindings),
    totals: totals(analysis),
    ...(openSymbols.length === 0 && {
      peak: { ...(peak.node && { node: peak.node.label }), tensors: peak.tensors.map((it) => ({ ...it })) },
    }),
    coverage: {
      nodes: coverage.nodes,
      counted: coverage.counted,
      uncounted: coverage.uncounted.map(({ report, reason }) => ({
        node: report.label,
        operator: operatorName(report.node),
        reason,
      })),
      ...(traced && { notes: toNotes(traced) }),
    },
    nodes: analysis.nodes.map((it) => toNode(it, source)),
    problems: [...source.problems, ...analysis.problems].map((it) => toProblem(it, source)),
  };
}

export function toProblem(
  { code, severity, message, offset, length, source: place }: Problem,
  { locate, traced }: Pick<ReportSource, "locate" | "traced">,
): InspectReport["problems"][number] {
  const span = { ...(offset !== undefined && { offset }), ...(length !== undefined && { length }) };
  return { code, severity, message, location: place && traced ? toPlace(place, traced) : locate(span) };
}

function totals({ totals: it }: Analysis): InspectReport["totals"] {
  const sums = {
    multiplyAdds: it.multiplyAdds,
    memoryAccess: it.memoryAccess,
    memoryAccessBytes: it.memoryAccessBytes,
    memoryUsageBytes: it.memoryUsageBytes,
    peakActivationBytes: it.peakActivationBytes,
  } satisfies Record<string, Total>;
  const entries = Object.entries(sums);
  const formulas = entries.flatMap(([name, { formula }]) =>
    formula === undefined ? [] : [[name, dimText(formula)]],
  );
  const lowerBounds = entries.filter(([, { isLowerBound }]) => isLowerBound).map(([name]) => name);
  return {
    parameters: it.parameters,
    weightBytes: it.weightBytes,
    weightBytesByType: Object.fromEntries(it.weightBytesByType),
    ...Object.fromEntries(
      entries.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
    ),
    ...(formulas.length > 0 && { formulas: Object.fromEntries(formulas) as Record<string, string> }),
    ...(lowerBounds.length > 0 && { lowerBounds }),
  };
}

/** Written out field by field: a model can have a hundred thousand nodes, and spreads cost a copy each. */
function toNode(report: NodeReport, { locate, traced }: ReportSource): InspectNode {
  const { cost, node, executions } = report;
  const it: InspectNode = {
    name: report.label,
    operator: operatorName(node),
    scope: report.scope,
    location: locate(node.span ?? {}),
    inputs: toValues(report.inputs),
    outputs: toValues(report.outputs),
    parameters: cost.parameters,
  };
  if (node.source && traced) Object.assign(it, toSource(node.source, traced));
  if (isKnown(cost.multiplyAdds)) it.multiplyAdds = cost.multiplyAdds;
  if (isKnown(cost.memoryAccess)) it.memoryAccess = cost.memoryAccess;
  if (isKnown(cost.memoryAccessBytes)) it.memoryAccessBytes = cost.memoryAccessBytes;
  if (isKnown(cost.memoryUsageBytes)) it.memoryUsageBytes = cost.memoryUsageBytes;
  const intensity = arithmeticIntensity(report);
  if (intensity !== undefined) it.arithmeticIntensity = intensity;
  if (report.isFolded) it.folded = true;
  if (executions !== undefined && executions !== 1) it.executions = executions;
  return it;
}

/** Multiply-adds per byte moved; undefined when either is not known or nothing moves. */
export function arithmeticIntensity({ cost }: NodeReport): number | undefined {
  const { multiplyAdds, memoryAccessBytes } = cost;
  const isDefined = isKnown(multiplyAdds) && isKnown(memoryAccessBytes) && memoryAccessBytes > 0;
  return isDefined ? multiplyAdds / memoryAccessBytes : undefined;
}

function toValues(tensors: readonly (Tensor | undefined)[]): InspectNode["inputs"] {
  // By map and not by push: an array that is appended to keeps room for many more.
  return tensors.filter((it) => it !== undefined).map(toValue);
}

function toValue(tensor: Tensor): InspectNode["inputs"][number] {
  const { name, type } = tensor;
  const shape = shapeOf(type)?.map((it) => (isKnown(it) ? it : dimText(it)));
  const dtype = dtypeOf(type) ?? (isOther(tensor) ? typeText(type) : undefined);
  if (shape && dtype) return { name, shape, dtype };
  return { name, ...(shape && { shape }), ...(dtype && { dtype }) };
}

function isOther({ type }: Tensor): boolean {
  return type !== undefined && type.kind !== "tensor" && type.kind !== "sparse";
}

import { dimText, isKnown } from "../core/graph/dim.ts";
import { operatorName } from "../core/graph/model.ts";
import { type Problem } from "../core/graph/problem.ts";
import { dtypeOf, shapeOf, typeText } from "../core/graph/value-type.ts";
import { type Analysis, type NodeReport, type Total } from "../core/metrics/analysis.ts";
import { type Tensor } from "../core/metrics/tensor.ts";
import { type InspectNode, type InspectReport } from "./inspect-report.ts";

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
}

export function toInspectReport(analysis: Analysis, source: ReportSource): InspectReport {
  const { model, coverage, peak, openSymbols } = analysis;
  return {
    schemaVersion: 1,
    model: {
      name: source.name,
      format: model.format,
      path: source.path,
      ...(model.opsets.size > 0 && {
        opsets: Object.fromEntries([...model.opsets].map(([it, v]) => [it || "ai.onnx", v])),
      }),
      ...(model.producer && { producer: [model.producer, model.producerVersion].filter(Boolean).join(" ") }),
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
    },
    nodes: analysis.nodes.map((it) => toNode(it, source.locate)),
    problems: [...source.problems, ...analysis.problems].map(
      ({ code, severity, message, offset, length }) => ({
        code,
        severity,
        message,
        location: source.locate({
          ...(offset !== undefined && { offset }),
          ...(length !== undefined && { length }),
        }),
      }),
    ),
  };
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
function toNode(report: NodeReport, locate: Locate): InspectNode {
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
  const values: InspectNode["inputs"] = [];
  for (const tensor of tensors) {
    if (!tensor) continue;
    const value: InspectNode["inputs"][number] = { name: tensor.name };
    const shape = shapeOf(tensor.type);
    if (shape) value.shape = shape.map((it) => (isKnown(it) ? it : dimText(it)));
    const dtype = dtypeOf(tensor.type) ?? (isOther(tensor) ? typeText(tensor.type) : undefined);
    if (dtype) value.dtype = dtype;
    values.push(value);
  }
  return values;
}

function isOther({ type }: Tensor): boolean {
  return type !== undefined && type.kind !== "tensor" && type.kind !== "sparse";
}

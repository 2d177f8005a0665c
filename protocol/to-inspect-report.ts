import { type Dim, dimText, isKnown } from "../core/graph/dim.ts";
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

function toNode(report: NodeReport, locate: Locate): InspectNode {
  const { cost, node, executions } = report;
  const intensity = arithmeticIntensity(report);
  return {
    name: report.label,
    operator: operatorName(node),
    scope: report.scope,
    location: locate(node.span ?? {}),
    inputs: report.inputs.flatMap(toValue),
    outputs: report.outputs.flatMap(toValue),
    parameters: cost.parameters,
    ...known("multiplyAdds", cost.multiplyAdds),
    ...known("memoryAccess", cost.memoryAccess),
    ...known("memoryAccessBytes", cost.memoryAccessBytes),
    ...known("memoryUsageBytes", cost.memoryUsageBytes),
    ...known("arithmeticIntensity", intensity),
    ...(report.isFolded && { folded: true }),
    ...(executions !== undefined && executions !== 1 && { executions }),
  };
}

/** Multiply-adds per byte moved; undefined when either is not known or nothing moves. */
export function arithmeticIntensity({ cost }: NodeReport): number | undefined {
  const { multiplyAdds, memoryAccessBytes } = cost;
  const isDefined = isKnown(multiplyAdds) && isKnown(memoryAccessBytes) && memoryAccessBytes > 0;
  return isDefined ? multiplyAdds / memoryAccessBytes : undefined;
}

function toValue(tensor: Tensor | undefined): InspectNode["inputs"] {
  if (!tensor) return [];
  const shape = shapeOf(tensor.type);
  const dtype = dtypeOf(tensor.type) ?? (isOther(tensor) ? typeText(tensor.type) : undefined);
  return [
    {
      name: tensor.name,
      ...(shape && { shape: shape.map((it) => (isKnown(it) ? it : dimText(it))) }),
      ...(dtype && { dtype }),
    },
  ];
}

function isOther({ type }: Tensor): boolean {
  return type !== undefined && type.kind !== "tensor" && type.kind !== "sparse";
}

function known<Name extends string>(name: Name, value: Dim | undefined): Partial<Record<Name, number>> {
  return isKnown(value) ? ({ [name]: value } as Partial<Record<Name, number>>) : {};
}

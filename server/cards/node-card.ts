// The hover card of a node, as Markdown without HTML; it must not compute costs, only show them.
import { type Dim, isKnown } from "../../core/graph/dim.ts";
import { operatorName } from "../../core/graph/model.ts";
import { typeText } from "../../core/graph/value-type.ts";
import { type Analysis, type NodeReport, type Total } from "../../core/metrics/analysis.ts";
import { type Tensor } from "../../core/metrics/tensor.ts";
import { markdownText } from "../../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../../core/graph/quantities.ts";
import { arithmeticIntensity } from "../../protocol/to-inspect-report.ts";
import { accessText, formulaText, nameCode, nameText, phraseText } from "./card-text.ts";
import { type DeviceSection, noDevices } from "./device-section.ts";
import { describeNode } from "./describe-node.ts";

const maxTensors = 4;
const hardBreak = "  \n";

/** A node can stand for several reports: a function's body is costed at each call. `devices` is the section about them. */
export function nodeCard(
  reports: readonly NodeReport[],
  analysis: Analysis,
  devices: DeviceSection = noDevices,
): string {
  const [report] = reports;
  if (!report) return "";
  return [
    // One paragraph with hard breaks: VS Code cuts a card at 250 px, and spaces between paragraphs cost two lines.
    `${heading(report)}${hardBreak}${shapes(report)}`,
    ...devices.table,
    report.isFolded
      ? "Computed once, before the first inference: costs nothing in it."
      : table(report, analysis),
    ...devices.findings,
    ...remarks(reports, analysis),
  ].join("\n\n");
}

function heading(report: NodeReport): string {
  const name = `**${nameText(operatorName(report.node))}**`;
  const phrase = describeNode(report);
  const doc = report.operator?.doc ?? "Not an operator that Edgewise knows.";
  return `${name}${phrase ? ` · ${phraseText(phrase)}` : ""} · ${nameCode(report.label)}${hardBreak}${markdownText(doc)}`;
}

function shapes(report: NodeReport): string {
  const inputs = report.inputs.filter((it) => it !== undefined && !it.isFolded);
  return `${tensors(inputs.length > 0 ? inputs : report.inputs)} → ${tensors(report.outputs)}`;
}

function tensors(list: readonly (Tensor | undefined)[]): string {
  const given = list.filter((it) => it !== undefined);
  const shown = given.slice(0, maxTensors).map((it) => nameCode(typeText(it.type)));
  if (given.length > shown.length) shown.push(`${given.length - shown.length} more`);
  return shown.join(", ") || "nothing";
}

function table(report: NodeReport, { nodes, totals }: Analysis): string {
  const cost = containedCost(report, nodes);
  const intensity = arithmeticIntensity({ ...report, cost: { ...report.cost, ...cost } });
  const rows = [
    row("parameters", countOf(cost.parameters), share(cost.parameters, totals.parameters)),
    row("multiply-adds", countOf(cost.multiplyAdds), shareOfTotal(cost.multiplyAdds, totals.multiplyAdds)),
    row(
      "memory access",
      accessText(countOf(cost.memoryAccess), bytesOf(cost.memoryAccessBytes)),
      shareOfTotal(cost.memoryAccessBytes, totals.memoryAccessBytes),
    ),
    row(
      "memory usage",
      bytesOf(cost.memoryUsageBytes),
      shareOfTotal(cost.memoryUsageBytes, totals.memoryUsageBytes),
    ),
    ...(intensity === undefined
      ? []
      : [row("intensity", `${ratioText(intensity)} multiply-adds per byte`, "")]),
  ];
  return ["| | here | of model |", "| :-- | --: | --: |", ...rows].join("\n");
}

type Costs = Pick<
  NodeReport["cost"],
  "parameters" | "multiplyAdds" | "memoryAccess" | "memoryAccessBytes" | "memoryUsageBytes"
>;

/** A node that runs bodies costs what all the nodes in them cost. */
function containedCost(report: NodeReport, nodes: readonly NodeReport[]): Costs {
  const inside = new Set([report.index]);
  let sum: Costs = report.cost;
  for (let i = report.index + 1; i < nodes.length; i++) {
    const it = nodes[i];
    if (!it || it.container === undefined || !inside.has(it.container)) break;
    inside.add(i);
    sum = {
      parameters: sum.parameters + it.cost.parameters,
      multiplyAdds: plus(sum.multiplyAdds, it.cost.multiplyAdds),
      memoryAccess: plus(sum.memoryAccess, it.cost.memoryAccess),
      memoryAccessBytes: plus(sum.memoryAccessBytes, it.cost.memoryAccessBytes),
      memoryUsageBytes: undefined,
    };
  }
  return sum;
}

function plus(a: Dim | undefined, b: Dim | undefined): Dim | undefined {
  return isKnown(a) && isKnown(b) ? a + b : undefined;
}

function row(label: string, value: string, share: string): string {
  return `| ${label} | ${value} | ${share} |`;
}

function countOf(value: Dim | undefined): string {
  if (value === undefined) return "not known";
  return isKnown(value) ? countText(value) : formulaText(value);
}

function bytesOf(value: Dim | undefined): string {
  if (value === undefined) return "not known";
  return isKnown(value) ? bytesText(value) : formulaText(value, " B");
}

function share(part: number, whole: number): string {
  return part > 0 ? shareText(part, whole) : "";
}

function shareOfTotal(part: Dim | undefined, whole: Total): string {
  return isKnown(part) && whole.value !== undefined ? share(part, whole.value) : "";
}

function remarks(reports: readonly NodeReport[], { coverage }: Analysis): readonly string[] {
  const [report] = reports;
  if (!report) return [];
  const { executions, isAbsorbed } = report;
  const missing = coverage.uncounted.find((it) => it.report === report);
  const counted = howCounted(report);
  return [
    ...(isAbsorbed
      ? ["Number format only: its neighbours work on the quantized values, and it moves no data of its own."]
      : []),
    ...(executions === 0
      ? ["In a branch that is not counted: it does not run, or another branch costs more."]
      : []),
    ...(executions !== undefined && executions > 1
      ? [`Runs ${executions} times in one inference; the costs are for all of them.`]
      : []),
    ...(reports.length > 1 ? [`Used ${reports.length} times; the numbers are for the first.`] : []),
    ...(counted ? [`*${markdownText(counted)}*`] : []),
    ...(missing ? [`Not counted: ${phraseText(missing.reason)}. Totals may be too low.`] : []),
  ];
}

function howCounted({ operator, isFolded, isAbsorbed }: NodeReport): string | undefined {
  if (!operator || isFolded || isAbsorbed) return undefined;
  if (operator.howCounted) return operator.howCounted;
  const multiplyAdds = operator.multiplyAdds
    ? "Multiply-adds without the bias, as torchvision counts"
    : "No multiply-adds are counted here, by convention";
  const moved = operator.isView
    ? "a view moves nothing"
    : operator.moves
      ? "memory access as far as it takes of its inputs"
      : "each input read and each output written once";
  return `${multiplyAdds}; ${moved}.`;
}

// The hover card of a whole model, as Markdown without HTML; it must not compute costs, only show them.
import { operatorName } from "../../core/graph/model.ts";
import { isKnown } from "../../core/graph/dim.ts";
import { typeText } from "../../core/graph/value-type.ts";
import { type Analysis, type NodeReport, type Total } from "../../core/metrics/analysis.ts";
import { type Tensor } from "../../core/metrics/tensor.ts";
import { bytesText, countText, shareText } from "../../core/graph/quantities.ts";
import { type DeviceSection, noDevices } from "./device-section.ts";
import { accessText, formulaText, listed, nameCode, nameText, phraseText } from "./card-text.ts";

const maxValues = 4;
const maxNodes = 5;
const maxPeakTensors = 3;

export interface ModelCardParts {
  /** Where a node stands in the source, as an address. */
  readonly link?: LinkOf;
  /** The section about devices. */
  readonly devices?: DeviceSection;
}

export function modelCard(name: string, analysis: Analysis, parts: ModelCardParts = {}): string {
  const { link, devices = noDevices } = parts;
  const { totals, bindings, openSymbols, coverage } = analysis;
  const bound = listed([...bindings].map(([symbol, size]) => `${nameText(symbol)} = ${size}`));
  return [
    `**${nameText(name)}**${producerText(analysis)}`,
    `${values(analysis.inputs)} → ${values(analysis.outputs)}`,
    ...devices.table,
    [
      "| | total |",
      "| :-- | --: |",
      `| parameters | ${countText(totals.parameters)} |`,
      `| multiply-adds | ${totalText(totals.multiplyAdds, countText)} |`,
      `| memory access | ${accessText(totalText(totals.memoryAccess, countText), totalText(totals.memoryAccessBytes, bytesText))} |`,
      `| weights | ${weightsText(analysis)} |`,
      `| peak activations | ${totalText(totals.peakActivationBytes, bytesText)} |`,
      `| memory usage | ${totalText(totals.memoryUsageBytes, bytesText)} |`,
    ].join("\n"),
    ...devices.findings,
    ...(bound ? [`With ${bound}.`] : []),
    ...(openSymbols.length > 0 ? [`Not bound yet: ${listed(openSymbols.map(nameCode))}.`] : []),
    ...expensive(analysis, link),
    ...peak(analysis),
    coverage.uncounted.length === 0
      ? `${coverage.nodes === 1 ? "The only node is" : `All ${coverage.nodes} nodes are`} counted.`
      : `${coverage.counted} of ${coverage.nodes} nodes are counted; totals may be too low.`,
  ].join("\n\n");
}

/** Short facts for a lens or the status bar, most important first. */
export function modelFacts({ totals }: Analysis): readonly string[] {
  return [
    `${countText(totals.parameters)} parameters`,
    totals.multiplyAdds.value === undefined
      ? "multiply-adds not known"
      : `${plainTotal(totals.multiplyAdds, countText)} multiply-adds`,
    `peak ${plainTotal(totals.peakActivationBytes, bytesText)}`,
    `weights ${bytesText(totals.weightBytes)}`,
  ];
}

function producerText({ model }: Analysis): string {
  const opset = model.opsets.get("");
  const parts = [
    model.producer && `${model.producer} ${model.producerVersion ?? ""}`.trim(),
    opset && `opset ${opset}`,
  ];
  const text = parts.filter(Boolean).join(", ");
  return text ? ` · ${phraseText(text)}` : "";
}

function values(tensors: readonly Tensor[]): string {
  const shown = tensors.slice(0, maxValues).map((it) => nameCode(`${it.name}: ${typeText(it.type)}`));
  if (tensors.length > shown.length) shown.push(`${tensors.length - shown.length} more`);
  return shown.join(", ") || "nothing";
}

function totalText(total: Total, text: (value: number) => string): string {
  if (total.formula === undefined || total.value !== undefined) return plainTotal(total, text);
  const formula = formulaText(total.formula);
  return total.isLowerBound && formula.startsWith("`") ? `at least ${formula}` : formula;
}

function plainTotal({ value, isLowerBound }: Total, text: (value: number) => string): string {
  if (value === undefined) return "not known";
  return `${isLowerBound ? "at least " : ""}${text(value)}`;
}

function weightsText({ totals }: Analysis): string {
  const types = [...totals.weightBytesByType].sort(([, a], [, b]) => b - a);
  const detail =
    types.length > 1 ? ` (${types.map(([dtype, bytes]) => `${dtype} ${bytesText(bytes)}`).join(", ")})` : "";
  return bytesText(totals.weightBytes) + detail;
}

export type LinkOf = (report: NodeReport) => string | undefined;

function expensive({ nodes, totals }: Analysis, link: LinkOf | undefined): readonly string[] {
  const whole = totals.multiplyAdds.value;
  if (!whole) return [];
  const counted = nodes.filter((it) => isKnown(it.cost.multiplyAdds) && it.cost.multiplyAdds > 0);
  const top = counted
    .sort((a, b) => Number(b.cost.multiplyAdds) - Number(a.cost.multiplyAdds))
    .slice(0, maxNodes);
  const rows = top.map((it) => {
    const count = Number(it.cost.multiplyAdds);
    const address = link?.(it);
    const name = address === undefined ? nameCode(it.label) : `[${nameCode(it.label)}](${address})`;
    return `| ${name} | ${nameText(operatorName(it.node))} | ${countText(count)} | ${shareText(count, whole)} |`;
  });
  return [["| most multiply-adds | | | |", "| :-- | :-- | --: | --: |", ...rows].join("\n")];
}

function peak({ peak: it }: Analysis): readonly string[] {
  if (!it.node || it.tensors.length === 0) return [];
  const alive = it.tensors
    .slice(0, maxPeakTensors)
    .map(({ name, bytes }) => `${nameCode(name)} ${bytesText(bytes)}`);
  return [`Most memory at ${nameCode(it.node.label)}: ${alive.join(", ")}.`];
}

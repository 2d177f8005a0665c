// The hover card of a place in Python source, as Markdown without HTML; it must not compute costs, only show them.
import { operatorName } from "../../core/graph/model.ts";
import { shapeText } from "../../core/graph/shape.ts";
import { shapeOf, type ValueType } from "../../core/graph/value-type.ts";
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";
import { type Place } from "../../core/python/places.ts";
import { markdownText, plainText } from "../../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../../protocol/quantities.ts";
import { accessText, listed, nameCode, nameText, phraseText } from "./card-text.ts";
import { describeNode } from "./describe-node.ts";

const hardBreak = "  \n";
const maxSignatures = 3;

export interface PlaceCardParts {
  readonly place: Place;
  readonly analysis: Analysis;
  /** The expression as it stands in the source. */
  readonly code: string;
  /** A sentence about the age or the coverage of the numbers. */
  readonly remarks: readonly string[];
}

export function placeCard(parts: PlaceCardParts): string {
  const { place, remarks } = parts;
  return [
    [heading(parts), ...signatures(parts)].join(hardBreak),
    table(parts),
    ...makeUp(place),
    ...remarks.map(phraseText),
  ].join("\n\n");
}

function heading({ place, code }: PlaceCardParts): string {
  const [first] = place.nodes;
  const kinds = new Set(place.nodes.map((it) => operatorName(it.node)));
  const phrase = first && kinds.size === 1 ? describeNode(first) : "";
  const name =
    first && kinds.size === 1 ? `**${nameText(operatorName(first.node))}**` : `**${nameText(callee(code))}**`;
  const paths = place.modules.filter((it) => it !== "");
  return [name, phrase && phraseText(phrase), paths.length > 0 && listed(paths.slice(0, 9).map(nameCode))]
    .filter(Boolean)
    .join(" · ");
}

/** `self.layer1` of `self.layer1(x)`. */
function callee(code: string): string {
  return plainText(code.split("(")[0] ?? code).trim() || "call";
}

/** `1×64×56×56 → 1×128×28×28`, once for each kind of run. */
function signatures({ place }: PlaceCardParts): readonly string[] {
  const single = place.nodes.every(
    (it) => operatorName(it.node) === operatorName((place.nodes[0] ?? it).node),
  );
  const all =
    single && place.nodes.length > 0
      ? place.nodes.map(
          (it) => `${typeList([dataInput(it)])} → ${typeList(it.outputs.map((to) => to?.type))}`,
        )
      : place.outputs.map((it) => `→ ${typeList([it])}`);
  const times = new Map<string, number>();
  for (const it of all) times.set(it, (times.get(it) ?? 0) + 1);
  const lines = [...times].map(([line, count]) => (count > 1 ? `${line} · ${count} times` : line));
  return lines.length > maxSignatures
    ? [...lines.slice(0, maxSignatures), `${lines.length - maxSignatures} more shapes`]
    : lines;
}

function dataInput(report: NodeReport): ValueType | undefined {
  return report.inputs.find((it) => it !== undefined && !it.isFolded)?.type;
}

function typeList(types: readonly (ValueType | undefined)[]): string {
  const texts = types
    .filter((it) => it !== undefined)
    .map((it) => {
      const shape = shapeOf(it);
      return nameCode(shape ? shapeText(shape) : "unknown shape");
    });
  return listed(texts);
}

function table({ place: { cost }, analysis: { totals } }: PlaceCardParts): string {
  const row = (label: string, value: string, part: number, whole: number | undefined) =>
    `| ${label} | ${value} | ${whole && part > 0 ? shareText(part, whole) : ""} |`;
  const intensity = cost.memoryAccessBytes > 0 && cost.multiplyAdds > 0;
  return [
    "| | here | of model |",
    "| :-- | --: | --: |",
    row("parameters", countText(cost.parameters), cost.parameters, totals.parameters),
    row("multiply-adds", countText(cost.multiplyAdds), cost.multiplyAdds, totals.multiplyAdds.value),
    row(
      "memory access",
      accessText(countText(cost.memoryAccess), bytesText(cost.memoryAccessBytes)),
      cost.memoryAccessBytes,
      totals.memoryAccessBytes.value,
    ),
    row("memory usage", bytesText(cost.memoryUsageBytes), 0, undefined),
    ...(intensity
      ? [
          row(
            "intensity",
            `${ratioText(cost.multiplyAdds / cost.memoryAccessBytes)} multiply-adds per byte`,
            0,
            undefined,
          ),
        ]
      : []),
  ].join("\n");
}

/** `14 nodes: 5 Conv, 4 BatchNormalization, …` where it is more than one operator. */
function makeUp({ nodes, cost }: Place): readonly string[] {
  const counts = new Map<string, number>();
  for (const { node } of nodes) counts.set(operatorName(node), (counts.get(operatorName(node)) ?? 0) + 1);
  const parts = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${nameText(name)}`);
  const missing = cost.uncounted.map((it) => nameText(operatorName(it.node)));
  return [
    ...(nodes.length === 0 ? ["Not run in this trace."] : []),
    ...(counts.size > 1 ? [`${nodes.length} nodes: ${listed(parts)}.`] : []),
    ...(counts.size === 1 && nodes.length > 1
      ? [`Runs ${nodes.length} times; the costs are for all of them.`]
      : []),
    ...(missing.length > 0
      ? [`Not counted: ${listed([...new Set(missing)])}. These sums are lower bounds.`]
      : []),
    ...(nodes.length > 0
      ? [`*${markdownText("Multiply-adds as torchvision counts; memory access as written.")}*`]
      : []),
  ];
}

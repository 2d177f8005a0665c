// The hover card of a place in Python source, as Markdown without HTML; it must not compute costs, only show them.
import { operatorName } from "../../core/graph/model.ts";
import { shapeText } from "../../core/graph/shape.ts";
import { shapeOf, type ValueType } from "../../core/graph/value-type.ts";
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";
import { type Place, type PlaceCost } from "../../core/python/places.ts";
import { markdownText, plainText } from "../../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../../core/graph/quantities.ts";
import { accessText, listed, nameCode, nameText, phraseText, rangeText } from "./card-text.ts";
import { type DeviceSection, noDevices } from "./device-section.ts";
import { describeNode } from "./describe-node.ts";

const hardBreak = "  \n";
const maxSignatures = 2;
const maxPaths = 3;

export interface PlaceCardParts {
  readonly place: Place;
  readonly analysis: Analysis;
  /** What each module that was made here costs, or each run. */
  readonly each: readonly PlaceCost[];
  /** The expression as it stands in the source. */
  readonly code: string;
  /** The section about devices. */
  readonly devices?: DeviceSection;
  /** A sentence about the age or the coverage of the numbers. */
  readonly remarks: readonly string[];
  /** Links to where else it stands in the source, as Markdown. */
  readonly links: readonly string[];
}

export function placeCard(parts: PlaceCardParts): string {
  const { place, remarks, links, devices = noDevices } = parts;
  return [
    // Links stand high: VS Code cuts a card at 250 px.
    [heading(parts), ...signatures(parts), ...links].join(hardBreak),
    ...devices.table,
    table(parts),
    ...devices.findings,
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
  return [name, phrase && phraseText(phrase), paths.length > 0 && pathList(paths)]
    .filter(Boolean)
    .join(" · ");
}

/** Some of them by name: what stands below matters more. */
function pathList(paths: readonly string[]): string {
  const shown = paths.slice(0, maxPaths).map(nameCode).join(", ");
  return paths.length > maxPaths ? `${shown} and ${paths.length - maxPaths} more` : shown;
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
  // Many kinds take one line: what stands below matters more.
  return lines.length > maxSignatures ? [`${lines[0]} and ${lines.length - 1} more shapes`] : lines;
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

function table({ place: { cost }, each, analysis }: PlaceCardParts): string {
  return costTable({ cost, each, analysis });
}

export interface CostTableParts {
  readonly cost: PlaceCost;
  readonly each: readonly PlaceCost[];
  readonly analysis: Analysis;
}

/** The metrics, all together and, where there are several, as a range over them. */
export function costTable({ cost, each, analysis: { totals } }: CostTableParts): string {
  const isMany = each.length > 1;
  const row = (label: string, text: (it: PlaceCost) => string, range: string, share: string) =>
    `| ${label} | ${isMany ? `${range} | ` : ""}${text(cost)} | ${share} |`;
  const count = (label: string, of: (it: PlaceCost) => number, whole: number | undefined) =>
    row(label, (it) => countText(of(it)), rangeText(each.map(of), countText), shareOf(of(cost), whole));
  return [
    isMany ? `| | each | all ${each.length} | of model |` : "| | here | of model |",
    isMany ? "| :-- | --: | --: | --: |" : "| :-- | --: | --: |",
    count("parameters", (it) => it.parameters, totals.parameters),
    count("multiply-adds", (it) => it.multiplyAdds, totals.multiplyAdds.value),
    row(
      "memory access",
      (it) => accessText(countText(it.memoryAccess), bytesText(it.memoryAccessBytes)),
      rangeText(
        each.map((it) => it.memoryAccessBytes),
        bytesText,
      ),
      shareOf(cost.memoryAccessBytes, totals.memoryAccessBytes.value),
    ),
    row(
      "memory usage",
      (it) => bytesText(it.memoryUsageBytes),
      rangeText(
        each.map((it) => it.memoryUsageBytes),
        bytesText,
      ),
      "",
    ),
    ...intensityRow(cost, each),
  ].join("\n");
}

function shareOf(part: number, whole: number | undefined): string {
  return whole && part > 0 ? shareText(part, whole) : "";
}

function intensityRow(cost: PlaceCost, each: readonly PlaceCost[]): readonly string[] {
  const intensity = (it: PlaceCost) => it.multiplyAdds / it.memoryAccessBytes;
  if (!(cost.memoryAccessBytes > 0 && cost.multiplyAdds > 0)) return [];
  const unit = "multiply-adds per byte";
  if (each.length <= 1) return [`| intensity | ${ratioText(intensity(cost))} ${unit} |  |`];
  const range = rangeText(each.filter((it) => it.memoryAccessBytes > 0).map(intensity), ratioText);
  return [`| intensity | ${range} | ${ratioText(intensity(cost))} ${unit} |  |`];
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

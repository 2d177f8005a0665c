import { shapeText } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type Fix } from "../rules/contract/fix.ts";
import { type Subject, type Target } from "../rules/contract/subject.ts";
import { type ComputeUnitName } from "../devices/contract/device.ts";
import { type DeviceRuntime } from "../devices/contract/runtime.ts";
import { type Support } from "../support/contract/support.ts";
import { computedNodes } from "../support/computed-nodes.ts";
import { supportOf } from "../support/support-of.ts";

const longestShape = 40;

/** A node and what the target's runtime says of it. */
export interface JudgedNode {
  readonly node: NodeReport;
  readonly support: Support;
}

/** Nodes that the target's runtime does not compute on the chosen unit as they are, in execution order. */
export function doubtfulNodes({ analysis, target }: Subject): readonly JudgedNode[] {
  if (!target) return [];
  return computedNodes(analysis)
    .map((node) => ({ node, support: supportOf(node, target, analysis.model) }))
    .filter(({ support }) => support.supported === "no" || support.supported === "limited");
}

/** The device's entry for the chosen runtime and unit. */
export function runtimeOf({ device, choice }: Target): DeviceRuntime | undefined {
  return device.runtimes.find((it) => it.id === choice.runtime && it.unit === choice.unit);
}

/** The unit that takes over what the chosen one lacks; undefined where the model does not run at all. */
export function fallbackOf(target: Target, { fallsBack }: Support): ComputeUnitName | undefined {
  return fallsBack ? runtimeOf(target)?.fallback : undefined;
}

/** `the CPU of the host`, `the Google Edge TPU of Coral USB Accelerator`. */
export function unitText({ device }: Target, unit: ComputeUnitName): string {
  if (unit === "cpu" && device.isHostRequired) return `the CPU of ${device.name}'s host`;
  if (unit === "npu")
    return `the ${device.npu?.name.replace(/ *\(.*/, "") ?? "accelerator"} of ${device.name}`;
  return `the ${unit.toUpperCase()} of ${device.name}`;
}

/** `HardSwish of 1×16×112×112`: by the first output, which is what people look for. */
export function layerText({ node, outputs }: NodeReport): string {
  const shape = shapeOf(outputs[0]?.type);
  const text = shapeText(shape);
  // Sizes of many open symbols are formulas that nobody reads.
  return shape && text.length <= longestShape ? `${node.opType} of ${text}` : node.opType;
}

/** Each with a sentence on all that share its fate: not computed, computed by another unit, or computed otherwise. */
export function grouped(
  found: readonly JudgedNode[],
  target: Target,
): readonly (JudgedNode & { readonly counts: string })[] {
  const fate = ({ support }: JudgedNode) => `${support.supported} ${fallbackOf(target, support) ?? ""}`;
  const groups = new Map<string, NodeReport[]>(found.map((it) => [fate(it), []]));
  for (const it of found) groups.get(fate(it))?.push(it.node);
  const texts = new Map([...groups].map(([key, nodes]) => [key, countsText(nodes)]));
  return found.map((it) => ({ ...it, counts: texts.get(fate(it)) ?? "" }));
}

/** ` In all: 21 HardSwish, 2 TopK.`, the most frequent first, of many kinds the first four; for one node nothing. */
function countsText(nodes: readonly NodeReport[]): string {
  if (nodes.length < 2) return "";
  const counts = new Map<string, number>();
  for (const { node } of nodes) counts.set(node.opType, (counts.get(node.opType) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const rest = sorted.slice(4).reduce((sum, [, count]) => sum + count, 0);
  const named = sorted.slice(0, 4).map(([type, count]) => `${count} ${type}`);
  return ` In all: ${[...named, ...(rest > 0 ? [`${rest} others`] : [])].join(", ")}.`;
}

/** ReLU6 in the place of every HardSwish: the Edge TPU has the one and not the other. */
export function edgetpuFix(nodes: readonly NodeReport[], target: Target): Fix | undefined {
  const found = nodes.filter(({ node }) => node.domain === "" && node.opType === "HardSwish");
  if (target.choice.runtime !== "edgetpu" || found.length === 0) return undefined;
  return {
    title: "Use ReLU6 for Hardswish",
    edits: found.map((node) => ({ kind: "module", node, from: "Hardswish", to: "ReLU6" })),
  };
}

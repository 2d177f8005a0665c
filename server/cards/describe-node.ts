// One phrase for what a node's attributes make of its operator ("depthwise 3×3, stride 2"); it must not compute costs.
import { isKnown } from "../../core/graph/dim.ts";
import { type Attribute, type Node } from "../../core/graph/model.ts";
import { shapeOf } from "../../core/graph/value-type.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";

const maxAttributes = 4;

/** Empty when there is nothing to tell. */
export function describeNode(report: NodeReport): string {
  return windowPhrase(report) ?? attributePhrase(report.node);
}

/** Convolutions and poolings, in the words people use for them. */
function windowPhrase(report: NodeReport): string | undefined {
  const kernel = kernelOf(report);
  if (!kernel) return undefined;
  const strides = ints(report.node, "strides");
  const dilations = ints(report.node, "dilations");
  const group = int(report.node, "group") ?? 1;
  const channels = shapeOf(report.inputs[0]?.type)?.[1];
  const isDepthwise = group > 1 && isKnown(channels) && channels === group;
  return [
    `${isDepthwise ? "depthwise " : ""}${kernel.join("×")}`,
    strides?.some((it) => it !== 1) ? `stride ${compact(strides)}` : undefined,
    dilations?.some((it) => it !== 1) ? `dilation ${compact(dilations)}` : undefined,
    group > 1 ? `${group} groups` : undefined,
  ]
    .filter(Boolean)
    .join(", ");
}

function kernelOf({ node, inputs }: NodeReport): readonly number[] | undefined {
  const stated = ints(node, "kernel_shape");
  if (stated || !node.opType.includes("Conv")) return stated;
  const weight = shapeOf(inputs[1]?.type)?.slice(2);
  return weight?.every(isKnown) && weight.length > 0 ? weight : undefined;
}

function attributePhrase(node: Node): string {
  const parts: string[] = [];
  for (const [name, it] of node.attributes) {
    const text = attributeText(it);
    if (text !== undefined) parts.push(`${name} ${text}`);
  }
  return parts.slice(0, maxAttributes).join(", ");
}

function attributeText({ kind, value }: Attribute): string | undefined {
  if (kind === "int") return String(value);
  if (kind === "float") return String(Number(value.toPrecision(6)));
  if (kind === "string") return value.length <= 24 ? value : undefined;
  if (kind === "ints") return value.length <= 8 ? `[${value.join(", ")}]` : undefined;
  return undefined;
}

function compact(values: readonly number[]): string {
  return values.every((it) => it === values[0]) ? String(values[0]) : values.join("×");
}

function ints(node: Node, name: string): readonly number[] | undefined {
  const it = node.attributes.get(name);
  return it?.kind === "ints" ? it.value : undefined;
}

function int(node: Node, name: string): number | undefined {
  const it = node.attributes.get(name);
  return it?.kind === "int" ? it.value : undefined;
}

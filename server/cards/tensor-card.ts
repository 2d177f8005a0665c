// The hover card of a tensor, as Markdown without HTML; it must not compute costs.
import { type Constant } from "../../core/graph/model.ts";
import { typeText } from "../../core/graph/value-type.ts";
import { byteLength } from "../../core/graph/data-type.ts";
import { isStatic, volume } from "../../core/graph/shape.ts";
import { dtypeOf, shapeOf } from "../../core/graph/value-type.ts";
import { elementCount, type Tensor } from "../../core/metrics/tensor.ts";
import { type Occurrence } from "../../core/read/onnx-text-map.ts";
import { bytesText, countText } from "../../core/graph/quantities.ts";
import { type ModelView } from "../model-view.ts";
import { nameCode, nameText } from "./card-text.ts";

const maxValues = 8;

export function tensorCard(
  view: ModelView,
  occurrence: Occurrence,
  definition: Occurrence | undefined,
): string {
  const tensor = findTensor(view, occurrence);
  const lines = [`${nameCode(occurrence.name)} · ${nameCode(typeText(tensor?.type))}`];
  if (tensor) lines.push(...sizeLines(tensor));
  const stored = tensor?.sources.length === 1 ? tensor.sources[0]?.constant : undefined;
  if (stored?.name === occurrence.name) lines.push(storageText(stored));
  if (!definition) lines.push("Never defined in this model.");
  else if (definition.node !== undefined) {
    const maker = view.map.nodes[definition.node]?.node;
    if (maker) lines.push(`Made by ${nameText(maker.opType)}.`);
  }
  return lines.join("\n\n");
}

/** The walk keeps tensors by node, so a name is looked up among the values of the nodes around it. */
function findTensor(view: ModelView, { name, node }: Occurrence): Tensor | undefined {
  const near = node === undefined ? undefined : view.map.nodes[node]?.node;
  const reports = (near && view.reports.get(near)) ?? view.analysis.nodes;
  const all = [
    ...reports.flatMap((it) => [...it.inputs, ...it.outputs]),
    ...view.analysis.inputs,
    ...view.analysis.outputs,
  ];
  return all.find((it) => it?.name === name);
}

function sizeLines({ type, data }: Tensor): readonly string[] {
  const shape = shapeOf(type);
  if (!isStatic(shape)) return [];
  const count = Number(volume(shape));
  const bytes = byteLength(dtypeOf(type), count);
  const values =
    data && data.length > 0 && data.length <= maxValues
      ? data.map((it) => (typeof it === "number" ? it : it.text))
      : undefined;
  return [
    `${countText(count)} elements${bytes === undefined ? "" : `, ${bytesText(bytes)}`}`,
    ...(values ? [`Values: ${nameCode(values.join(", "))}`] : []),
  ];
}

function storageText(constant: Constant): string {
  const { storage } = constant;
  const stored = `Stored with the model, ${countText(elementCount(constant))} elements`;
  if (storage.kind === "external")
    return `${stored}, in ${nameCode(storage.location)} from byte ${storage.offset}.`;
  return storage.kind === "literal" ? `${stored}.` : `${stored}, from byte ${storage.offset} of the file.`;
}

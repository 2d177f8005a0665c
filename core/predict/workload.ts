import { isStatic } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { isKnown } from "../graph/dim.ts";
import { type Analysis, type NodeReport } from "../metrics/analysis.ts";
import { type Tensor } from "../metrics/tensor.ts";
import { kindOf, type NodeKind } from "./node-kind.ts";

/** What a model asks of a machine: its nodes with their sizes, without names, weights or formats. Plain JSON. */
export interface Workload {
  /** Elements of each tensor that flows. */
  readonly tensors: readonly number[];
  readonly nodes: readonly WorkNode[];
  /** Tensors that come from outside and that leave. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Nodes whose sizes are not known; they are in no time. */
  readonly unsized: number;
}

export interface WorkNode {
  /** Index of the node in the analysis it is from. */
  readonly index: number;
  readonly kind: NodeKind;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Over all its executions in one inference. */
  readonly multiplyAdds: number;
  /** Stored elements that it reads. */
  readonly weights: number;
  readonly window?: Window;
}

/** Shape of a convolution: kernel, stride, groups, channels, size of the output (of the input, if transposed). */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly groups: number;
  readonly channels: readonly [number, number];
  readonly size: readonly [number, number];
}

/** The workload of an analysed model. Nodes that run before the first inference, or only change the format, are not in it. */
export function workloadOf(analysis: Analysis): Workload {
  const tensors: number[] = [];
  const ids = new Map<Tensor, number>();
  const id = (tensor: Tensor): number => {
    const known = ids.get(tensor);
    if (known !== undefined) return known;
    ids.set(tensor, tensors.length);
    tensors.push(elements(tensor) ?? 0);
    return tensors.length - 1;
  };
  const alias = aliasesOf(analysis.nodes);
  const flowing = (list: readonly (Tensor | undefined)[]) =>
    list.flatMap((it) => (it && !it.isFolded ? [id(alias(it))] : []));
  const inputs = flowing(analysis.inputs);
  const nodes: WorkNode[] = [];
  let unsized = 0;
  for (const report of analysis.nodes) {
    if (report.isFolded || report.isAbsorbed || report.executions === 0) continue;
    const isUnsized = report.outputs.some((it) => it && elements(it) === undefined);
    if (isUnsized || !isKnown(report.cost.multiplyAdds)) unsized++;
    nodes.push({
      index: report.index,
      kind: kindOf(report),
      inputs: flowing(report.inputs),
      outputs: flowing(report.outputs),
      multiplyAdds: isKnown(report.cost.multiplyAdds) ? report.cost.multiplyAdds : 0,
      weights: weightsOf(report),
      ...windowOf(report),
    });
  }
  return { tensors, nodes, inputs, outputs: flowing(analysis.outputs), unsized };
}

/** Between quantizing and dequantizing, which neighbours carry out, a tensor stays the one it was. */
function aliasesOf(nodes: readonly NodeReport[]): (tensor: Tensor) => Tensor {
  const from = new Map<Tensor, Tensor>();
  for (const { isAbsorbed, inputs, outputs } of nodes) {
    if (isAbsorbed && inputs[0] && outputs[0]) from.set(outputs[0], from.get(inputs[0]) ?? inputs[0]);
  }
  return (tensor) => from.get(tensor) ?? tensor;
}

function elements(tensor: Tensor): number | undefined {
  const shape = shapeOf(tensor.type);
  return isStatic(shape) ? shape.reduce((a, b) => a * b, 1) : undefined;
}

function weightsOf({ inputs, node }: NodeReport): number {
  // An embedding table is not read whole: what is read is what comes out.
  if (node.opType === "Gather" || node.opType === "embedding") return 0;
  return inputs.reduce((sum, it) => sum + (it?.isFolded ? (elements(it) ?? 0) : 0), 0);
}

function windowOf(report: NodeReport): { readonly window?: Window } {
  const kind = kindOf(report);
  if (kind !== "conv" && kind !== "transposedConv") return {};
  const weight = shapeOf(
    report.inputs.find((it, i) => i > 0 && it && (shapeOf(it.type)?.length ?? 0) > 2)?.type,
  );
  const input = shapeOf(report.inputs[0]?.type);
  const output = shapeOf(report.outputs[0]?.type);
  if (!isStatic(weight) || !isStatic(input) || !isStatic(output)) return {};
  const stride = report.node.attributes.get("strides");
  const group = report.node.attributes.get("group");
  const [height = 1, width = 1] = (kind === "conv" ? output : input).slice(2);
  return {
    window: {
      kernel: [weight[2] ?? 1, weight[3] ?? 1],
      stride: stride?.kind === "ints" ? (stride.value[0] ?? 1) : 1,
      groups: group?.kind === "int" ? group.value : 1,
      channels: [input[1] ?? 1, output[1] ?? 1],
      size: [height, width],
    },
  };
}

/** Elements that come in and that leave. */
export function exchangedElements({ inputs, outputs, tensors }: Workload): number {
  return [...inputs, ...outputs].reduce((sum, it) => sum + (tensors[it] ?? 0), 0);
}

import { type Attribute } from "../graph/model.ts";
import { isStatic } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type NodeReport } from "../metrics/analysis.ts";

/** Sizes of a convolution that rules reason about; one image, whatever the batch. */
export interface Convolution {
  readonly isTransposed: boolean;
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly groups: number;
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly inputSize: readonly number[];
  readonly outputSize: readonly number[];
}

/** Undefined for other nodes, and where a size is not known. */
export function convolutionOf({ operator, node, inputs, outputs }: NodeReport): Convolution | undefined {
  const type = operator?.domain ? undefined : operator?.type;
  if (type !== "Conv" && type !== "ConvTranspose") return undefined;
  const x = shapeOf(inputs[0]?.type);
  const w = shapeOf(inputs[1]?.type);
  const y = shapeOf(outputs[0]?.type);
  if (!isStatic(x) || !isStatic(w) || !isStatic(y) || x.length < 3 || y.length !== x.length) return undefined;
  const kernel = w.slice(2);
  return {
    isTransposed: type === "ConvTranspose",
    inputChannels: x[1] ?? 0,
    outputChannels: y[1] ?? 0,
    groups: intOf(node.attributes.get("group")) ?? 1,
    kernel,
    strides: intsOf(node.attributes.get("strides")) ?? kernel.map(() => 1),
    inputSize: x.slice(2),
    outputSize: y.slice(2),
  };
}

/** Each channel has kernels of its own and meets no other. */
export function isDepthwise({ groups, inputChannels }: Convolution): boolean {
  return groups > 1 && groups === inputChannels;
}

/** Mixes channels at each place, and places not at all. */
export function isPointwise({ kernel, groups }: Convolution): boolean {
  return groups === 1 && kernel.every((it) => it === 1);
}

export function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}

function intOf(attribute: Attribute | undefined): number | undefined {
  return attribute?.kind === "int" ? attribute.value : undefined;
}

function intsOf(attribute: Attribute | undefined): readonly number[] | undefined {
  return attribute?.kind === "ints" ? attribute.value : undefined;
}

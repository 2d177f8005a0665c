import { type Dim, isKnown } from "../graph/dim.ts";
import { isStatic } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type NodeReport } from "../metrics/analysis.ts";

/** Attributes and sizes of a node, as checks of limits ask for them. */

export function intOf({ node }: NodeReport, name: string): number | undefined {
  const it = node.attributes.get(name);
  return it?.kind === "int" ? it.value : undefined;
}

export function intsOf({ node }: NodeReport, name: string): readonly number[] | undefined {
  const it = node.attributes.get(name);
  return it?.kind === "ints" ? it.value : undefined;
}

export function stringOf({ node }: NodeReport, name: string): string | undefined {
  const it = node.attributes.get(name);
  return it?.kind === "string" ? it.value : undefined;
}

export function stringsOf({ node }: NodeReport, name: string): readonly string[] | undefined {
  const it = node.attributes.get(name);
  return it?.kind === "strings" ? it.value : undefined;
}

export function inputRank({ inputs }: NodeReport, index = 0): number | undefined {
  return shapeOf(inputs[index]?.type)?.length;
}

/** Sizes of an input that are all known. */
export function inputSizes({ inputs }: NodeReport, index = 0): readonly number[] | undefined {
  const shape = shapeOf(inputs[index]?.type);
  return isStatic(shape) ? shape : undefined;
}

export function outputSizes({ outputs }: NodeReport, index = 0): readonly number[] | undefined {
  const shape = shapeOf(outputs[index]?.type);
  return isStatic(shape) ? shape : undefined;
}

export function isGiven({ inputs, node }: NodeReport, index: number): boolean {
  return inputs[index] !== undefined || (node.inputs[index] ?? "") !== "";
}

/** True for an input that is there before the first inference, or is not given at all. */
export function isConstant(report: NodeReport, index: number): boolean {
  const input = report.inputs[index];
  return input ? input.isFolded || input.data !== undefined : !isGiven(report, index);
}

/** Values of an input, all of them known numbers. */
export function numbersOf({ inputs }: NodeReport, index: number): readonly number[] | undefined {
  const data: readonly Dim[] | undefined = inputs[index]?.data;
  return data?.every(isKnown) ? data : undefined;
}

/** Window of a pooling, or of a convolution by its weight. */
export function kernelOf(report: NodeReport): readonly number[] | undefined {
  const stated = intsOf(report, "kernel_shape");
  if (stated) return stated;
  return report.operator?.type.startsWith("Conv") ? inputSizes(report, 1)?.slice(2) : undefined;
}

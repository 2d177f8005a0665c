import { shapeOf } from "../graph/value-type.ts";
import { type Operator } from "../operators/contract/operator.ts";
import { productChannels, type Producers } from "./bias.ts";
import { isMadeOfParameters } from "./provenance.ts";
import { type Source, type Tensor } from "./tensor.ts";
import { type Visit } from "./walk.ts";

/**
 * A scale of ones or a shift of zeros that an exporter made up, because ONNX wants them where the module has none
 * (GroupNorm, and every norm with affine=False): a Constant node, or a tensor computed from no parameter.
 */
export function isStandIn(operator: Operator | undefined, { constant, provenance }: Source): boolean {
  if (!operator?.type.endsWith("Normalization")) return false;
  if (provenance?.madeOf) return !isMadeOfParameters(provenance.madeOf);
  return /((^|\/)Constant(_\d+)?(_output_\d+)?|^val_\d+)(_quantized|_(De)?[qQ]uantize\w+)*$/.test(
    constant.name,
  );
}

const passing = new Set(
  "Reshape Transpose Cast Add Mul QLinearAdd QLinearMul QuantizeLinear DequantizeLinear".split(" "),
);
const maxSteps = 16;

/**
 * True for the operand of Mul or Add that is the scale or shift of a GroupNorm, which exporters split off, and for
 * the operand of Mul with one value for each channel of the product in front of it (LayerScale).
 */
export function isScaleOrShift({ operator, inputs }: Visit, input: number, producers: Producers): boolean {
  const kind = /^(?:QLinear)?(Mul|Add)$/.exec(operator?.type ?? "")?.[1];
  const factor = inputs[input];
  if (!kind || factor?.isFolded !== true) return false;
  const origin = originOf(
    inputs.find((it) => it?.isFolded === false),
    producers,
  );
  if (origin?.made.operator?.type === "InstanceNormalization") {
    const scale = origin.made.inputs[1];
    return scale?.sources.some((it) => isStandIn(origin.made.operator, it)) ?? false;
  }
  // Without a bias in between it is the scale of a frozen batch norm, which is not learned.
  if (kind !== "Mul" || !origin?.hasBias) return false;
  const sizes = shapeOf(factor.type)?.filter((it) => it !== 1) ?? [];
  return sizes.length === 1 && sizes[0] === productChannels(origin.made);
}

/** The normalization or the product behind a tensor. */
function originOf(
  tensor: Tensor | undefined,
  producers: Producers,
): { made: Visit; hasBias: boolean } | undefined {
  let hasBias = false;
  for (let step = 0; tensor && step < maxSteps; step++) {
    const made = producers.get(tensor);
    const { operator, inputs = [] } = made ?? {};
    if (made && operator?.type === "InstanceNormalization") return { made, hasBias };
    if (made && operator?.multiplyAdds) {
      // The sums of a product of integers are multiplied by the scales of their quantization.
      if (operator.type.endsWith("Integer")) return undefined;
      return { made, hasBias: hasBias || inputs.filter((it) => it?.isFolded).length > 1 };
    }
    if (!passing.has(operator?.type ?? "")) return undefined;
    const flowing: readonly Tensor[] = inputs.filter((it): it is Tensor => it?.isFolded === false);
    const isSum = operator?.type.endsWith("Add") === true;
    // A sum of two branches is no bias.
    if (isSum && flowing.length > 1) return undefined;
    hasBias ||= isSum;
    tensor = flowing[0];
  }
  return undefined;
}

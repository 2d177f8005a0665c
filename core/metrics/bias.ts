import { isKnown } from "../graph/dim.ts";
import { shapeOf } from "../graph/value-type.ts";
import { roleOf } from "../operators/contract/operator.ts";
import { type Entry } from "./flatten.ts";
import { type Tensor } from "./tensor.ts";
import { type Visit } from "./walk.ts";

/** Which node makes each tensor. */
export type Producers = ReadonlyMap<Tensor, Visit>;

export function producersOf(entries: readonly Entry[]): Producers {
  const made = new Map<Tensor, Visit>();
  for (const { visit } of entries) for (const it of visit.outputs) if (it) made.set(it, visit);
  return made;
}

/** What may stand between a product and its bias and leaves the channels as they are. */
const passing = new Set(["Cast", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Identity"]);
const maxSteps = 8;

/**
 * True for an input of Add with one value for each output channel of the product in front of it. Exporters and
 * quantizers split the bias of a Conv or a Gemm off like this, and then often drop the parameter's name.
 */
export function isBias({ operator, inputs }: Visit, input: number, producers: Producers): boolean {
  const bias = inputs[input];
  const sizes = shapeOf(bias?.type);
  if (operator?.type !== "Add" || (operator.domain ?? "") !== "" || !bias?.isFolded || !sizes?.length)
    return false;
  const channels = channelsOf(inputs[1 - input], producers);
  return (
    channels !== undefined &&
    sizes.every((it) => it === 1 || it === channels) &&
    sizes.some((it) => it === channels)
  );
}

/** The output channels of the product behind a tensor; undefined without one, or without constant weights. */
function channelsOf(tensor: Tensor | undefined, producers: Producers): number | undefined {
  let isScaled = false;
  for (let step = 0; tensor && step < maxSteps; step++) {
    const made = producers.get(tensor);
    if (made?.operator?.multiplyAdds) {
      // Only the sums of a quantized product get a scale before their bias.
      return isScaled && !made.operator.type.endsWith("Integer") ? undefined : productChannels(made);
    }
    const type = made?.operator?.type ?? "";
    if (type === "Mul") isScaled = true;
    else if (!passing.has(type)) return undefined;
    tensor = made?.inputs[0];
  }
  return undefined;
}

export function productChannels({ operator, inputs, outputs }: Visit): number | undefined {
  const isWeighted = inputs.some((it, i) => it?.isFolded && roleOf(operator, i) === "weight");
  const shape = shapeOf(outputs[0]?.type);
  const channels = /^Conv/.test(operator?.type ?? "") ? shape?.[1] : shape?.[shape.length - 1];
  return isWeighted && isKnown(channels) ? channels : undefined;
}

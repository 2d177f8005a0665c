import { type Constant } from "../graph/model.ts";
import { type Operator, roleOf } from "../operators/contract/operator.ts";
import { isStandIn } from "./split-normalization.ts";
import { elementCount, type Source, type Tensor } from "./tensor.ts";
import { type Visit } from "./walk.ts";

/** Whether a value is there before the first inference, and the stored tensors behind it. */
export type Origin = Pick<Tensor, "isFolded" | "sources">;

/** A program computes what it computes in each inference, from weights alone or not. */
export const ranEachTime: Origin = { isFolded: false, sources: [] };

// Weights added up by the thousand would each time carry all those before them along.
export const maxSources = 128;

/** A node with bodies is never folded itself: what it runs may read values that are not among its inputs. */
export function originOf(
  constant: Constant | undefined,
  { operator, inputs, bodies }: Pick<Visit, "operator" | "inputs" | "bodies">,
): Origin {
  if (constant) return { isFolded: true, sources: [{ constant, isDequantized: false }] };
  const isFixed = inputs.length > 0 && inputs.every((it) => !it || it.isFolded);
  const isFolded = isFixed && bodies.length === 0 && operator?.isRandom !== true;
  return { isFolded, sources: isFolded ? passedOn(operator, inputs) : [] };
}

/** The stored tensors behind a folded node's output: those of its data inputs. */
function passedOn(
  operator: Operator | undefined,
  inputs: readonly (Tensor | undefined)[],
): readonly Source[] {
  const isDequantizing = operator?.type === "DequantizeLinear";
  const found = new Set<Source>();
  inputs.forEach((it, i) => {
    const role = roleOf(operator, i);
    if (it && (role === "data" || role === "weight")) addSources(found, it.sources);
  });
  // Weights that are standardized by a norm bring the ones and zeros along that the norm was given.
  const sources = [...found].filter((it) => !isStandIn(operator, it));
  const kept = sources.length > 1 ? sources.filter((it) => elementCount(it.constant) > 1) : sources;
  return isDequantizing ? kept.map((it) => ({ ...it, isDequantized: true })) : kept;
}

function addSources(found: Set<Source>, sources: readonly Source[]): void {
  for (const it of sources) {
    if (found.size >= maxSources) return;
    found.add(it);
  }
}

// Compares a file of weights with the models of open Python documents; it must not start a run of its own.
import { matchCheckpoint, missingText, type CheckpointMatch } from "../../core/metrics/match-checkpoint.ts";
import { type TracedModel } from "../../core/python/trace.ts";
import { shapeText } from "./weights-text.ts";
import { type WeightsView } from "./weights-view.ts";

/** A model in source, by its name and its file. */
export interface SourceModel {
  readonly traced: TracedModel;
  readonly file: string;
}

/** The model that the weights belong to, and how the two differ. */
export interface ModelMatch extends SourceModel {
  readonly match: CheckpointMatch;
}

/** One difference; `name` is that of a tensor or a part in the file. */
export interface Finding {
  readonly name?: string;
  readonly message: string;
}

/** Fewer names in common than this part of either side are a coincidence. */
const leastAgreement = 0.5;

/** The model with which most names agree, when most do. */
export function bestMatch(
  { checkpoint }: WeightsView,
  models: readonly SourceModel[],
): ModelMatch | undefined {
  let best: ModelMatch | undefined;
  let most = 0;
  for (const model of models) {
    const match = matchCheckpoint(model.traced.state, checkpoint.tensors);
    const common = match.matched + match.mismatched.length;
    const agreement = common / Math.max(1, model.traced.state.length, checkpoint.tensors.length);
    if (agreement >= leastAgreement && common > most) [best, most] = [{ ...model, match }, common];
  }
  return best;
}

/** `all 62 tensors are those of FashionResNet (fashion_resnet.py)`. */
export function matchText({ traced, file, match }: ModelMatch): string {
  const { matched, missing, unexpected, mismatched } = match;
  const isWhole = missing.length + unexpected.length + mismatched.length === 0;
  const total = traced.state.length;
  return isWhole
    ? `all ${matched} tensors are those of ${traced.entry.name} in ${file}`
    : `${matched} of the ${total} tensors of ${traced.entry.name} in ${file} match`;
}

const mostFindings = 50;

export function matchFindings({ traced, file, match }: ModelMatch): readonly Finding[] {
  const model = `${traced.entry.name} (${file})`;
  const prefix = match.stripped?.side === "checkpoint" ? match.stripped.prefix : "";
  const all: readonly Finding[] = [
    ...match.missing.map((it): Finding => ({ message: `${missingText(it)}, which ${model} has.` })),
    ...match.mismatched.map(({ name, expected, found }): Finding => ({
      name: prefix + name,
      message: `Shape differs: ${name} is ${shapeText(found)} here, ${shapeText(expected)} in ${model}.`,
    })),
    ...match.unexpected.map(({ name, tensors }): Finding => ({
      name: prefix + name,
      message: `Not in the model: ${model} has no ${name}${tensors === 1 ? "" : ` (${tensors} tensors)`}.`,
    })),
  ];
  if (all.length <= mostFindings) return all;
  const left = all.length - mostFindings;
  return [
    ...all.slice(0, mostFindings),
    { message: `${left} more differences from ${model} are left out here.` },
  ];
}

import { type CheckpointReport } from "../protocol/checkpoint-report.ts";

/** How the weights and the model differ: a title, then a line for each difference. */
export function matchLines({ match }: CheckpointReport): readonly string[] {
  if (!match) return [];
  const { model, stripped, matched, missing, unexpected, mismatched } = match;
  const without = stripped
    ? `; names of the ${stripped.side === "model" ? "model" : "file"} without ${stripped.prefix}`
    : "";
  const several = (tensors: number) => (tensors === 1 ? "" : ` (${tensors} tensors)`);
  return [
    `${matched} of ${model.tensors} tensors match ${model.call ?? model.name} of ${model.path}${without}`,
    ...missing.map((it) => `checkpoint lacks ${it.name}${several(it.tensors)}`),
    ...mismatched.map(
      (it) =>
        `shape differs: ${it.name} is ${sizes(it.found)} in the file, ${sizes(it.expected)} in the model`,
    ),
    ...unexpected.map((it) => `not in the model: ${it.name}${several(it.tensors)}`),
  ];
}

function sizes(shape: readonly number[]): string {
  return shape.length === 0 ? "a scalar" : shape.join("×");
}

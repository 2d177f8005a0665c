/** What a traced model's `state_dict()` would hold. It must not report what the reader of the constants reports already. */
import { type SavedTensor } from "../python/trace.ts";
import { type TensorType } from "../graph/value-type.ts";
import { asIndex, asName, asObject, type TraceReading } from "./trace-reading.ts";

const mostNames = 500_000;

/** Parameters and buffers, but those that are kept out; a shared one by each of its names. */
export function readState(
  constants: unknown,
  types: readonly (TensorType | undefined)[],
  reading: TraceReading,
): readonly SavedTensor[] {
  const state: SavedTensor[] = [];
  const list: readonly unknown[] = Array.isArray(constants) ? constants : [];
  for (const value of list) {
    const it = asObject(value);
    if (!it || it.isSaved === false || (it.role !== "parameter" && it.role !== "buffer")) continue;
    const shape = types[asIndex(it.tensor, types.length) ?? -1]?.shape;
    const name = asName(it.name);
    const paths = reading.list(it.paths, "paths", mostNames).flatMap((path) => asName(path) ?? []);
    const names = paths.length > 0 ? paths : name === undefined ? [] : [name];
    if (!shape?.every((size): size is number => typeof size === "number")) continue;
    for (const path of names) if (state.length < mostNames) state.push({ name: path, shape });
  }
  return state;
}

import { type Bindings } from "../graph/dim.ts";
import { type Model } from "../graph/model.ts";
import { bindType } from "../graph/value-type.ts";

/**
 * The model with sizes put in place of symbols in the types that it states for inner values. An exported program states all
 * of them, and by symbols. Its inputs keep theirs, so that the analysis says which sizes were taken.
 */
export function boundValues(model: Model, bindings: Bindings): Model {
  if (bindings.size === 0) return model;
  const inputs = new Set(model.graph.inputs.map((it) => it.name));
  const values = new Map(
    [...model.graph.values].map(([name, it]) => {
      const type = inputs.has(name) ? undefined : bindType(it.type, bindings);
      return [name, type ? { ...it, type } : it] as const;
    }),
  );
  const outputs = model.graph.outputs.map((it) => values.get(it.name) ?? it);
  return { ...model, graph: { ...model.graph, values, outputs } };
}

// Which instance of a class somebody wants to see, where several run the same lines; it must not compute costs.
import { type Span } from "../../core/graph/model.ts";
import { type Instance, instancesOf } from "../../core/python/instances.ts";
import { type IsWanted } from "../../core/python/places.ts";
import { countText } from "../../core/graph/quantities.ts";
import { type InstanceChoice } from "../../protocol/requests.ts";
import { LineIndex } from "../line-index.ts";
import { type PythonView, type ShownModel } from "./python-view.ts";
import { placedCosts, type TracedView } from "./traced-file.ts";

export interface PickedInstance {
  /** The class or function that makes the model. */
  readonly model: string;
  readonly path: string;
}

/** By the name of the class. */
export type Picks = ReadonlyMap<string, PickedInstance>;

export interface ModelWithInstances {
  readonly model: ShownModel;
  readonly instances: readonly Instance[];
}

/** Models that have modules of the class, the one of the picked instance first. */
export function modelsWith(view: PythonView, className: string): readonly ModelWithInstances[] {
  const found = view.models.flatMap((model) => {
    const instances = instancesOf(model.analysis, model.traced, className);
    return instances.length > 0 ? [{ model, instances }] : [];
  });
  const picked = view.picks.get(className)?.model;
  const isPicked = ({ model }: ModelWithInstances) => model.traced.entry.name === picked;
  return [...found.filter(isPicked), ...found.filter((it) => !isPicked(it))];
}

/** What there is to pick from. */
export function instanceChoices(view: PythonView, className: string): readonly InstanceChoice[] {
  const picked = view.picks.get(className);
  return modelsWith(view, className).flatMap(({ model: { traced }, instances }) =>
    instances.map(({ path, cost }) => ({
      model: traced.entry.name,
      path,
      detail: `${countText(cost.parameters)} parameters · ${countText(cost.multiplyAdds)} multiply-adds`,
      isPicked: picked?.model === traced.entry.name && picked.path === path,
    })),
  );
}

/** The model with only the picked instances' runs at the lines of their classes, which are of the text that was run. */
export function withPicks<T extends TracedView>(
  model: T,
  picks: Picks,
  classes: readonly { readonly name: string; readonly span: Span }[],
): T {
  const chosen = classes.flatMap((it) => {
    const pick = picks.get(it.name);
    return pick ? [{ pick, lines: linesOf(it.span, model.source.text) }] : [];
  });
  if (chosen.length === 0) return model;
  const isWanted: IsWanted = ({ file, line }, path) =>
    chosen.every(({ pick, lines: [first, last] }) => {
      if (file !== model.source.path || line < first || line > last) return true;
      if (pick.model !== model.traced.entry.name) return false;
      return pick.path === "" || path === pick.path || path.startsWith(`${pick.path}.`);
    });
  return { ...model, places: placedCosts(model, isWanted) };
}

function linesOf({ offset, length }: Span, text: string): readonly [first: number, last: number] {
  const lines = new LineIndex(text);
  return [lines.position(offset).line + 1, lines.position(offset + length).line + 1];
}

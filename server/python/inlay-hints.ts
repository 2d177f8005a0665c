// The shape that each call in `forward` gives, and its cost, after the call; it must not compute either.
import { type InlayHint } from "vscode-languageserver";
import { isKnown } from "../../core/graph/dim.ts";
import { shapeText } from "../../core/graph/shape.ts";
import { shapeOf, type ValueType } from "../../core/graph/value-type.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { countText, shareText } from "../../core/graph/quantities.ts";
import { type InlayHintDensity } from "../../protocol/settings.ts";
import { hotPlaces } from "../cards/hot-places.ts";
import { type Evaluated } from "../devices/evaluated.ts";
import { type Evaluations } from "../devices/session-evaluations.ts";
import { textOf } from "./hover.ts";
import { lastingFailure, type PythonView } from "./python-view.ts";
import { type PlacedCost } from "./traced-file.ts";

const longestShape = 60;

/** Of places that run in several models the first model's: it is the one that contains the others. */
export function pythonInlayHints(
  view: PythonView,
  density: InlayHintDensity,
  visible: { readonly from: number; readonly to: number; readonly evaluations?: Evaluations | undefined },
): InlayHint[] {
  const hints = new Map<number, InlayHint>();
  const failure = lastingFailure(view);
  for (const { places, isStale, analysis } of view.models) {
    const evaluation = visible.evaluations?.get(analysis);
    const shown = withoutRepeats(places);
    const hot = evaluation ? hotCalls(evaluation, shown) : new Map<PlacedCost, number>();
    for (const place of shown) {
      const end = place.span.offset + place.span.length;
      if (hints.has(end) || end < visible.from || place.span.offset > visible.to) continue;
      // Only calls: between the terms of `x + y` a hint would tear the expression apart.
      if (!textOf(view, place.span).endsWith(")")) continue;
      const label = labelOf(place, density, hot.get(place));
      if (label === undefined) continue;
      hints.set(end, {
        position: view.lines.position(end),
        label: isStale && failure !== undefined ? `${label}  (old)` : label,
        paddingLeft: true,
      });
    }
  }
  return [...hints.values()];
}

/** In `relu(bn(conv(x)))` all three give the same shape, and only one costs multiply-adds: its hint tells it all. */
function withoutRepeats(places: readonly PlacedCost[]): readonly PlacedCost[] {
  const kept: PlacedCost[] = [];
  const calls = places.filter((it) => it.kind === "call");
  for (const place of [...calls].sort((a, b) => a.span.length - b.span.length)) {
    const shape = shapeRange(place.outputs);
    const repeats = (it: PlacedCost) => isInside(it, place) && shapeRange(it.outputs) === shape;
    if (place.cost.multiplyAdds > 0 || !kept.some(repeats)) kept.push(place);
  }
  return kept;
}

function isInside({ span: inner }: PlacedCost, { span: outer }: PlacedCost): boolean {
  return inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
}

/** Each kernel counts at the innermost of the shown calls that ran it. */
function hotCalls(evaluation: Evaluated, shown: readonly PlacedCost[]): ReadonlyMap<PlacedCost, number> {
  const innermost = new Map<number, PlacedCost>();
  // From the shortest to the longest.
  for (const place of shown)
    for (const { index } of place.nodes) if (!innermost.has(index)) innermost.set(index, place);
  return hotPlaces(evaluation, (it) => innermost.get(it.index));
}

function labelOf(
  { outputs, cost }: PlacedCost,
  density: InlayHintDensity,
  share: number | undefined,
): string | undefined {
  const shape = shapeRange(outputs);
  if (shape === undefined) return undefined;
  const count = density !== "shape" && cost.multiplyAdds > 0 ? `  ${countText(cost.multiplyAdds)}` : "";
  const time = share === undefined ? "" : `  ${shareText(share, 1)} time`;
  return `⟶ ${shortened(plainText(shape), longestShape)}${count}${time}`;
}

/** `1×64×56×56`, or `1×64-512×7-56×7-56` when it runs with several shapes. */
export function shapeRange(types: readonly ValueType[]): string | undefined {
  const shapes = types.map(shapeOf).filter((it) => it !== undefined);
  const [first] = shapes;
  if (!first) return undefined;
  const texts = new Set(shapes.map(shapeText));
  if (texts.size === 1) return shapeText(first);
  if (shapes.some((it) => it.length !== first.length || !it.every(isKnown))) return `${texts.size} shapes`;
  return first
    .map((_, axis) => {
      const sizes = shapes.map((it) => Number(it[axis]));
      const low = Math.min(...sizes);
      const high = Math.max(...sizes);
      return low === high ? String(low) : `${low}-${high}`;
    })
    .join("×");
}

// Document symbols of Python source: classes with their layers, and what they cost; it must not compute costs.
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import { countText } from "../../core/graph/quantities.ts";
import { modelFacts } from "../cards/model-card.ts";
import { textOf } from "./hover.ts";
import { type PythonView } from "./python-view.ts";
import { type PlacedCost } from "./traced-file.ts";

export function pythonSymbols(view: PythonView): DocumentSymbol[] {
  const definitions = view.models.flatMap((it) => it.places.filter(({ kind }) => kind === "definition"));
  return view.syntax.classes
    .filter((it) => it.isModule)
    .map(({ name, span, nameSpan }) => {
      const model = view.models.find((it) => it.traced.entry.name === name);
      const isInside = (it: { offset: number; length: number }) =>
        it.offset >= span.offset && it.offset + it.length <= span.offset + span.length;
      const layers = view.syntax.layers.filter(
        (it) => it.className === name && it.attribute && isInside(it.span),
      );
      return {
        name,
        detail: model ? modelFacts(model.analysis).slice(0, 2).join(" · ") : "",
        kind: SymbolKind.Class,
        range: view.lines.range(span.offset, span.length),
        selectionRange: view.lines.range(nameSpan.offset, nameSpan.length),
        children: layers.map((layer) => ({
          name: layer.attribute ?? layer.callee,
          detail: layerDetail(
            textOf(view, layer.span),
            definitions.find((it) => it.span.offset === layer.span.offset),
            view.layers.find((it) => it.layer === layer)?.parameters,
          ),
          kind: SymbolKind.Field,
          range: view.lines.range(layer.span.offset, layer.span.length),
          selectionRange: view.lines.range(layer.span.offset, layer.span.length),
        })),
      };
    });
}

function layerDetail(code: string, place: PlacedCost | undefined, literal: number | undefined): string {
  const callee = code.split("(")[0] ?? "";
  if (place) {
    const { parameters, multiplyAdds } = place.cost;
    const cost = multiplyAdds > 0 ? ` · ${countText(multiplyAdds)} multiply-adds` : "";
    return `${callee} · ${countText(parameters)} parameters${cost}`;
  }
  return literal === undefined ? callee : `${callee} · ${countText(literal)} parameters`;
}

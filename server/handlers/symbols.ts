// Document symbols: graphs and functions, in them the modules of the source, in them the nodes; it must not compute costs.
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import { isKnown } from "../../core/graph/dim.ts";
import { nodeLabel, operatorName } from "../../core/graph/model.ts";
import { type TextNode, type TextScope } from "../../core/read/onnx-text-map.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { countText } from "../../core/graph/quantities.ts";
import { type ModelView, reportOf } from "../model-view.ts";
import { pythonSymbols } from "../python/symbols.ts";
import { toRange } from "../to-lsp.ts";
import { weightsSymbols } from "../weights/outline.ts";
import { type Feature } from "./feature.ts";

export const symbols: Feature = (session) => {
  session.connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    session.answer(async () => {
      const python = await session.python.view(uri, token);
      if (python) return pythonSymbols(python);
      const weights = await session.weights(uri, token);
      if (weights) return weightsSymbols(weights);
      const view = await session.view(uri, token);
      return view?.ok ? documentSymbols(view.value) : null;
    }),
  );
};

function documentSymbols(view: ModelView): DocumentSymbol[] {
  const nodesOf = groupBy(view.map.nodes, (it) => it.scope);
  const scopesIn = groupBy(
    view.map.scopes.filter((it) => it.node !== undefined),
    (it) => it.node ?? -1,
  );
  const indexOf = new Map(view.map.nodes.map((it, i) => [it, i]));

  function scopeSymbol(scope: TextScope): DocumentSymbol {
    const name = view.text.slice(scope.name.offset, scope.name.offset + scope.name.length);
    return {
      name: symbolName(scope.path || name, "graph"),
      detail: scope.kind,
      kind: scope.kind === "function" ? SymbolKind.Function : SymbolKind.Module,
      range: toRange(view, scope.span),
      selectionRange: toRange(view, scope.name),
      children: byModule(nodesOf.get(scope.id) ?? []),
    };
  }

  function nodeSymbol(entry: TextNode): DocumentSymbol {
    const { node } = entry;
    const bodies = scopesIn.get(indexOf.get(entry) ?? -1) ?? [];
    return {
      name: symbolName(nodeLabel(node).split("/").pop() || nodeLabel(node), "node"),
      detail: detailOf(view, entry),
      kind: SymbolKind.Method,
      range: toRange(view, entry.span),
      selectionRange: toRange(view, entry.operator),
      ...(bodies.length > 0 && { children: bodies.map(scopeSymbol) }),
    };
  }

  /** Neighbours of one module path become one symbol; a module that is left and entered again shows twice. */
  function byModule(nodes: readonly TextNode[]): DocumentSymbol[] {
    const result: DocumentSymbol[] = [];
    let module: string | undefined;
    for (const entry of nodes) {
      const path = reportOf(view, entry.node)?.scope ?? "";
      const symbol = nodeSymbol(entry);
      const last = result[result.length - 1];
      if (path === "") result.push(symbol);
      else if (path === module && last?.children) {
        last.children.push(symbol);
        last.range = { start: last.range.start, end: symbol.range.end };
      } else result.push({ ...moduleSymbol(path, symbol), children: [symbol] });
      module = path;
    }
    return result;
  }

  return view.map.scopes.filter((it) => it.node === undefined).map(scopeSymbol);
}

function moduleSymbol(path: string, first: DocumentSymbol): DocumentSymbol {
  const { range, selectionRange } = first;
  return { name: symbolName(path, "module"), kind: SymbolKind.Class, range, selectionRange };
}

const longestName = 120;

/** Editors refuse all symbols of a document when one has no name. */
function symbolName(name: string, otherwise: string): string {
  return shortened(plainText(name).trim(), longestName) || otherwise;
}

function detailOf(view: ModelView, { node }: TextNode): string {
  const count = reportOf(view, node)?.cost.multiplyAdds;
  const cost = isKnown(count) && count > 0 ? ` · ${countText(count)} multiply-adds` : "";
  return shortened(plainText(operatorName(node)), longestName) + cost;
}

function groupBy<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const it of items) {
    const group = groups.get(key(it));
    if (group) group.push(it);
    else groups.set(key(it), [it]);
  }
  return groups;
}

// What the client asks of Python source beyond LSP: instances to pick from, lines to go to, another run.
import { type CancellationToken } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { isKnown } from "../../core/graph/dim.ts";
import { operatorName } from "../../core/graph/model.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { countText } from "../../core/graph/quantities.ts";
import { type Handlers, type SourceLine } from "../../protocol/requests.ts";
import { ExportedSource } from "../python/exported-source.ts";
import { instanceChoices } from "../python/picked-instances.ts";
import { type Session } from "../session.ts";
import { type Feature } from "./feature.ts";

// More than anybody scrolls through.
const mostLines = 5000;

type Methods = "edgewise/instances" | "edgewise/pickInstance" | "edgewise/sourceLines" | "edgewise/retrace";

export const pythonSource: Feature = (session) => {
  const handlers: Pick<Handlers<CancellationToken>, Methods> = {
    "edgewise/instances": async ({ uri, name }, token) => {
      const view = await session.python.view(uri, token);
      return view ? instanceChoices(view, name) : [];
    },
    "edgewise/pickInstance": ({ uri, name, instance }) => {
      session.python.pick(uri, name, instance);
      return Promise.resolve(null);
    },
    "edgewise/sourceLines": ({ uri }, token) => sourceLines(session, uri, token),
    "edgewise/retrace": () => {
      session.python.retrace();
      return Promise.resolve(null);
    },
  };
  for (const [method, handler] of Object.entries(handlers)) {
    session.connection.onRequest(method, (params: never, token: CancellationToken) =>
      session.answer<unknown>(() =>
        (handler as (it: never, stop: CancellationToken) => Promise<unknown>)(params, token),
      ),
    );
  }
};

async function sourceLines(
  session: Session,
  uri: string,
  token: CancellationToken,
): Promise<readonly SourceLine[]> {
  const python = await session.python.view(uri, token);
  const reports = python?.models[0]?.analysis.nodes;
  if (reports)
    return reports.slice(0, mostLines).flatMap((it) => {
      const at = it.node.source?.location;
      return at ? [lineOf(it, { path: at.file, line: at.line, column: at.column })] : [];
    });
  const view = await session.view(uri, token);
  if (!view?.ok) return [];
  const exported = new ExportedSource(session.client.roots.map((it) => URI.parse(it).fsPath));
  return view.value.analysis.nodes.slice(0, mostLines).flatMap((it) => {
    const place = exported.placeOf(it.node);
    return place ? [lineOf(it, { ...place, column: 1 })] : [];
  });
}

function lineOf(
  { label, node, cost }: NodeReport,
  { path, line, column }: { readonly path: string; readonly line: number; readonly column: number },
): SourceLine {
  const { multiplyAdds } = cost;
  const count =
    isKnown(multiplyAdds) && multiplyAdds > 0 ? ` · ${countText(multiplyAdds)} multiply-adds` : "";
  return {
    label,
    detail: `${operatorName(node)}${count}`,
    uri: URI.file(path).toString(),
    line: line - 1,
    character: column - 1,
  };
}

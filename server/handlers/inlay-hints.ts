// Shape and cost beside each node's outputs; it must not compute either.
import { type InlayHint } from "vscode-languageserver";
import { isKnown } from "../../core/graph/dim.ts";
import { shapeText } from "../../core/graph/shape.ts";
import { shapeOf } from "../../core/graph/value-type.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type Node } from "../../core/graph/model.ts";
import { type TextNode } from "../../core/read/onnx-text-map.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { countText, shareText } from "../../core/graph/quantities.ts";
import { type InlayHintDensity } from "../../protocol/settings.ts";
import { nodeSection } from "../cards/device-section.ts";
import { hotPlaces } from "../cards/hot-places.ts";
import { nodeCard } from "../cards/node-card.ts";
import { evaluationOf, evaluationSoFar, evaluationsSoFar } from "../devices/session-evaluations.ts";
import { type ModelView, reportOf } from "../model-view.ts";
import { pythonInlayHints } from "../python/inlay-hints.ts";
import { type Feature } from "./feature.ts";

// Sizes can be long expressions; the card has them in full.
const longestShape = 60;

/** What resolve needs to find the node again. */
interface HintData {
  readonly uri: string;
  /** Of the document: in another one the node can be another. */
  readonly version?: number;
  readonly node: number;
}

export const inlayHints: Feature = (session) => {
  session.connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    session.answer(async () => {
      const { inlayHints: density } = await session.settingsFor(uri);
      if (density === "off") return null;
      const python = await session.python.view(uri, token);
      if (python) {
        const visible = { from: python.lines.offset(range.start), to: python.lines.offset(range.end) };
        const known = density === "shareOfTime" ? await evaluationsSoFar(session, python) : undefined;
        return pythonInlayHints(python, density, { ...visible, evaluations: known?.evaluations });
      }
      const view = await session.view(uri, token);
      if (!view?.ok) return null;
      const evaluation =
        density === "shareOfTime" ? await evaluationSoFar(session, view.value, uri) : undefined;
      const hot = evaluation ? hotPlaces(evaluation, (it) => it.node) : new Map<Node, number>();
      const version = session.documents.get(uri)?.version;
      const from = view.value.lines.offset(range.start);
      const to = view.value.lines.offset(range.end);
      return view.value.map.nodes.flatMap((entry, node) => {
        const isInside = entry.span.offset <= to && entry.span.offset + entry.span.length >= from;
        return isInside
          ? hints(view.value, entry, {
              density,
              share: hot.get(entry.node),
              data: { uri, node, ...(version !== undefined && { version }) },
            })
          : [];
      });
    }),
  );

  // The tooltip is the whole card: made when the pointer rests on a hint, not for every line.
  session.connection.languages.inlayHint.resolve((hint, token) =>
    session.answer(async () => {
      if (hint.data === undefined) return hint;
      const { uri, node, version } = hint.data as HintData;
      const view = await session.view(uri, token);
      if (session.documents.get(uri)?.version !== version) return hint;
      const entry = view?.ok ? view.value.map.nodes[node] : undefined;
      if (!view?.ok || !entry) return hint;
      const reports = view.value.reports.get(entry.node) ?? [];
      const evaluation = await evaluationOf(session, view.value, { uri, token });
      const section = nodeSection({ evaluation, docs: session.client.docs }, reports);
      const value = nodeCard(reports, view.value.analysis, section);
      return { ...hint, tooltip: { kind: "markdown", value } };
    }),
  );
};

interface Wanted {
  readonly density: InlayHintDensity;
  /** Of the time on the first target, where it is much. */
  readonly share: number | undefined;
  readonly data: HintData;
}

/** One after the name of each output: node lines are long, and their ends out of sight. */
function hints(view: ModelView, entry: TextNode, { density, share, data }: Wanted): InlayHint[] {
  const report = reportOf(view, entry.node);
  // Constants and what is made of them alone would only be noise between the nodes that run.
  if (!report || report.isFolded) return [];
  const outputs = view.outputsOf.get(data.node) ?? [];
  return outputs.map((occurrence, i) => {
    const shape = shapeOf(report.outputs.find((it) => it?.name === occurrence.name)?.type);
    const cost = i === 0 && density !== "shape" ? costText(report, view) : undefined;
    const label = [
      shape ? `⟶ ${shortened(plainText(shapeText(shape)), longestShape)}` : "⟶ shape not known",
      cost,
      i === 0 && share !== undefined ? `${shareText(share, 1)} time` : undefined,
    ]
      .filter(Boolean)
      .join("  ");
    const position = view.lines.position(occurrence.span.offset + occurrence.span.length);
    return { position, label, paddingLeft: true, data };
  });
}

/** Multiply-adds, and their share where the node takes a noticeable part. */
function costText({ cost }: NodeReport, view: ModelView): string | undefined {
  const count = cost.multiplyAdds;
  if (!isKnown(count) || count === 0) return undefined;
  const whole = view.analysis.totals.multiplyAdds.value;
  const share = whole && count / whole >= 0.01 ? ` (${shareText(count, whole)})` : "";
  return `${countText(count)}${share}`;
}

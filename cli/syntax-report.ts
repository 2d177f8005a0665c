import { basename } from "node:path";
import { layerParameters } from "../core/python/layer-parameters.ts";
import { type LayerCall, type PythonSyntax } from "../core/python/syntax.ts";
import { type InspectNode, type InspectReport } from "../protocol/inspect-report.ts";
import { LineIndex } from "../server/line-index.ts";

const bytesPerValue = 4;
/** Layers without weights: there is nothing to tell of them that their name does not. */
const weightless =
  /^(Sequential|Module(List|Dict)|Parameter(List|Dict)?|Identity|(Unf|F)latten|(Unf|F)old|\w*Dropout\w*|\w*Pool[123]d|\w*Unpool[123]d|\w*Pad[123]d|Upsample\w*|Pixel\w+|ChannelShuffle|\w*ReLU\w*|(?!P)\w?ELU|GELU|SiLU|Mish|GLU|\w*[sS]igmoid|\w*[tT]anh\w*|\w*[sS]oftm\w+|Softplus|\w*shrink|Softsign|Threshold|\w*Loss|Module|Parameter)$/;

/**
 * What a file says without being run: the parameters of the layers whose arguments are written out. Each layer counts
 * once, however often a loop makes it, so that the sum is a lower bound.
 */
export function syntaxReport(
  syntax: PythonSyntax,
  { path, text, className }: { path: string; text: string; className: string | undefined },
): InspectReport {
  const lines = new LineIndex(text);
  const layers = syntax.layers
    .filter((it) => className === undefined || it.className === className)
    .filter((it) => !(weightless.test(kindOf(it)) && layerParameters(it) === undefined));
  const names = new Map<string, number>();
  const nodes = layers.map((it) => toNode(it, { path, lines, names }));
  const parameters = nodes.reduce((sum, it) => sum + (it.parameters ?? 0), 0);
  const uncounted = nodes
    .filter((it) => it.parameters === undefined)
    .map(({ name, operator }) => ({
      node: name,
      operator,
      reason: "its arguments are known only when it runs",
    }));
  return {
    schemaVersion: 1,
    model: {
      name: basename(path),
      format: "pytorch",
      path,
      ...(className !== undefined && { class: className }),
    },
    bindings: {},
    totals: {
      parameters,
      weightBytes: parameters * bytesPerValue,
      weightBytesByType: parameters > 0 ? { float32: parameters * bytesPerValue } : {},
      lowerBounds: ["parameters", "weightBytes"],
    },
    coverage: { nodes: nodes.length, counted: nodes.length - uncounted.length, uncounted, notes: [] },
    nodes,
    problems: [],
  };
}

interface Context {
  readonly path: string;
  readonly lines: LineIndex;
  readonly names: Map<string, number>;
}

function toNode(layer: LayerCall, { path, lines, names }: Context): InspectNode {
  const { start, end } = lines.range(layer.span.offset, layer.span.length);
  const parameters = layerParameters(layer);
  const wanted = [layer.className, layer.attribute ?? kindOf(layer)]
    .filter((it) => it !== undefined)
    .join(".");
  const count = (names.get(wanted) ?? 0) + 1;
  names.set(wanted, count);
  const place = {
    file: path,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  return {
    name: count === 1 ? wanted : `${wanted}#${count}`,
    operator: kindOf(layer),
    scope: layer.className ?? "",
    location: place,
    definition: place,
    inputs: [],
    outputs: [],
    ...(parameters !== undefined && { parameters }),
  };
}

function kindOf({ callee }: LayerCall): string {
  return callee.slice(callee.lastIndexOf(".") + 1);
}

// Fixes of rules as edits of Python source that keep its formatting; it must leave out what it is not sure of.
import { layerArguments } from "../../core/python/layer-parameters.ts";
import { type Span } from "../../core/graph/model.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type Fix, type FixEdit } from "../../core/rules/contract/fix.ts";
import { followingChannels } from "../devices/following-channels.ts";
import { type CallSyntax } from "./python-parser.ts";
import { type ShownModel } from "./python-view.ts";

export interface SourceEdit {
  readonly span: Span;
  readonly text: string;
}

export interface FixContext {
  readonly text: string;
  readonly model: ShownModel;
  /** Where the layer is made that a node comes from, and its dotted class; undefined where that is not in this text. */
  readonly layerOf: (node: NodeReport) => { readonly span: Span; readonly callee: string } | undefined;
  /** The innermost call in this text that ran a node. */
  readonly callOf: (node: NodeReport) => Span | undefined;
  readonly syntaxOf: (span: Span) => CallSyntax | undefined;
}

/** All edits that a fix needs, or none: half a fix is a fault. */
export function fixEdits(fix: Fix, context: FixContext): readonly SourceEdit[] | undefined {
  const found = new Map<string, SourceEdit>();
  for (const wanted of fix.edits.map((it) => withFollowing(it, context))) {
    if (!wanted) return undefined;
    for (const it of wanted) {
      const edit = it.kind === "argument" ? argumentEdit(it, context) : moduleEdit(it, context);
      if (!edit) return undefined;
      found.set(`${edit.span.offset} ${edit.span.length} ${edit.text}`, edit);
    }
  }
  const edits = [...found.values()].sort((a, b) => a.span.offset - b.span.offset);
  const isApart = edits.every((it, i) => {
    const before = edits[i - 1];
    return !before || before.span.offset + before.span.length <= it.span.offset;
  });
  return edits.length > 0 && isApart ? edits : undefined;
}

/** Other widths of a layer are other widths of what reads it. */
function withFollowing(edit: FixEdit, context: FixContext): readonly FixEdit[] | undefined {
  if (edit.kind !== "argument" || edit.name !== "out_channels") return [edit];
  const layer = context.layerOf(edit.node);
  const made = context.model.places.find(
    (it) => it.kind === "definition" && it.span.offset === layer?.span.offset && it.modules.length === 1,
  );
  // One line that makes several layers would change all of them.
  const following = made && followingChannels(edit.node, context.model.analysis);
  return following && [edit, ...following.map((it) => ({ ...edit, ...it }))];
}

function argumentEdit(
  { node, name, value }: Extract<FixEdit, { kind: "argument" }>,
  context: FixContext,
): SourceEdit | undefined {
  const layer = context.layerOf(node);
  const call = layer && context.syntaxOf(layer.span);
  const names = layer && layerArguments(layer.callee);
  if (!call || !names?.includes(name)) return undefined;
  const text = valueText(value);
  const index = call.arguments.findIndex((it, i) => it.name === name || (!it.name && names[i] === name));
  const given = call.arguments[index];
  // What is computed is used elsewhere too.
  if (given) return given.value === undefined ? undefined : { span: given.valueSpan, text };
  if (call.isOpen) return undefined;
  const last = call.arguments.at(-1)?.valueSpan;
  if (!last) return { span: { offset: call.end, length: 0 }, text: `${name}=${text}` };
  return { span: { offset: last.offset + last.length, length: 0 }, text: `, ${name}=${text}` };
}

function valueText(value: number | boolean | string): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

/** `nn.Hardswish` → `nn.ReLU6`, `F.hardswish` → `F.relu6`; the same package has both. */
function moduleEdit(
  { node, from, to }: Extract<FixEdit, { kind: "module" }>,
  context: FixContext,
): SourceEdit | undefined {
  const layer = context.layerOf(node);
  if (layer?.callee.endsWith(`.${from}`)) return renamed(layer.span, from, to, context);
  const call = context.callOf(node);
  return call && renamed(call, from.toLowerCase(), to.toLowerCase(), context);
}

function renamed(span: Span, from: string, to: string, context: FixContext): SourceEdit | undefined {
  const callee = context.syntaxOf(span)?.calleeSpan;
  if (!callee) return undefined;
  const end = callee.offset + callee.length;
  const written = context.text.slice(callee.offset, end);
  // A name that was imported alone would need another import.
  if (!written.endsWith(`.${from}`)) return undefined;
  return { span: { offset: end - from.length, length: from.length }, text: to };
}

const ignoring = /#\s*edgewise:\s*ignore\b[^#]*/;

/** `# edgewise: ignore rule` at the end of a line; undefined where no comment can stand there. */
export function ignoreEdit(text: string, lineEnd: number, rule: string): SourceEdit | undefined {
  const lineStart = text.lastIndexOf("\n", lineEnd - 1) + 1;
  const end = text.slice(lineStart).search(/\r?\n|$/) + lineStart;
  const line = text.slice(lineStart, end);
  const written = line.trimEnd();
  if (written.endsWith("\\")) return undefined;
  const known = ignoring.exec(written);
  if (known) {
    const after = lineStart + known.index + known[0].trimEnd().length;
    return { span: { offset: after, length: 0 }, text: `, ${rule}` };
  }
  const at = lineStart + written.length;
  return {
    span: { offset: at, length: line.length - written.length },
    text: `  # edgewise: ignore ${rule}`,
  };
}

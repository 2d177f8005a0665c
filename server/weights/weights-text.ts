// A file of weights as a text: facts, its tensors as a tree, what loading it would run; it must not read the file.
import { type CheckpointTree } from "../../core/metrics/checkpoint-tree.ts";
import { treeRows, type TreeRow } from "../../core/metrics/tree-rows.ts";
import { type Span } from "../../core/graph/model.ts";
import { type Checkpoint, type CheckpointTensor } from "../../core/read/checkpoint.ts";
import { type CheckpointImport, importPath } from "../../core/read/pickle-problems.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { bytesText, countText } from "../../core/graph/quantities.ts";
import { weightsTextStart } from "../../protocol/requests.ts";
import { formatNames, verdictText } from "./words.ts";

export interface WeightsText {
  readonly text: string;
  readonly title: Span;
  readonly rows: readonly WeightsRow[];
  readonly imports: readonly ImportRow[];
  /** Lines that belong together and are in the way: what is allowed, what the file says of itself. */
  readonly folds: readonly Span[];
  /** The line above the imports. */
  readonly importsTitle?: Span;
}

/** A line of the tree. */
export interface WeightsRow {
  readonly span: Span;
  readonly name: Span;
  readonly depth: number;
  readonly path: string;
  readonly tree: CheckpointTree;
  readonly tensor?: CheckpointTensor;
}

export interface ImportRow {
  readonly span: Span;
  readonly it: CheckpointImport;
}

// An editor does not send larger texts to its extensions, and nobody reads them.
const mostRows = 100_000;
const mostMetadata = 100;
const longestName = 80;
const longestValue = 120;
const leastName = 24;

export interface WeightsFile {
  readonly name: string;
  readonly size?: number;
}

export function weightsText(
  { name, size }: WeightsFile,
  checkpoint: Checkpoint,
  tree: CheckpointTree,
): WeightsText {
  const writer = new Writer();
  const title = writer.line(`${weightsTextStart}${clean(name)}`);
  writer.line("# Only names, types and sizes were read; nothing in the file was run.");
  writer.line("");
  for (const [label, value] of facts(checkpoint, tree, size)) writer.line(`${label.padEnd(12)}${value}`);
  const rows = writeTree(writer, checkpoint, tree);
  const { imports, importsTitle, allowed } = writeImports(writer, checkpoint.imports);
  const metadata = writeMetadata(writer, checkpoint.metadata);
  const folds = [allowed, metadata].filter((it) => it !== undefined);
  return { text: writer.text, title, rows, imports, folds, ...(importsTitle && { importsTitle }) };
}

class Writer {
  private readonly lines: string[] = [];
  private length = 0;

  get text(): string {
    return this.lines.map((it) => `${it}\n`).join("");
  }

  line(text: string): Span {
    const span = { offset: this.length, length: text.length };
    this.lines.push(text);
    this.length += text.length + 1;
    return span;
  }
}

function facts(
  { format, others }: Checkpoint,
  tree: CheckpointTree,
  size: number | undefined,
): readonly (readonly [string, string])[] {
  const { tensors, parameters, bytes } = tree;
  const types = typesBySize(tree);
  const byType = types.map(([type, it]) => (types.length > 1 ? `${type} ${spaced(bytesText(it))}` : type));
  return [
    ["format", formatNames[format]],
    ...(size === undefined ? [] : [["size", withExact(bytesText(size), size, "bytes")] as const]),
    ["tensors", tensors.toLocaleString("en-US")],
    [
      "parameters",
      parameters === undefined ? "more than can be counted" : withExact(countText(parameters), parameters),
    ],
    [
      "weights",
      `${withExact(bytesText(bytes), bytes, "bytes")}${byType.length > 0 ? `: ${byType.join(", ")}` : ""}`,
    ],
    ...others.map(
      (it) =>
        [
          "besides",
          `${clean(it.path)}: ${it.tensors.toLocaleString("en-US")} tensors, ${spaced(bytesText(it.bytes))}`,
        ] as const,
    ),
  ];
}

/** `11.7 M (11,689,512)`; small numbers are exact already. */
function withExact(short: string, exact: number, unit = ""): string {
  const full = exact.toLocaleString("en-US");
  const isExact = short === full || !/[KMGTPkm]/.test(short);
  return isExact ? spaced(short) : `${spaced(short)} (${full}${unit && ` ${unit}`})`;
}

interface Cells {
  readonly name: string;
  readonly parameters: readonly [number: string, unit: string];
  readonly bytes: readonly [number: string, unit: string];
  readonly dtype: string;
  readonly rest: string;
}

function writeTree(writer: Writer, { tensors }: Checkpoint, tree: CheckpointTree): readonly WeightsRow[] {
  const byName = new Map(tensors.map((it) => [it.name, it]));
  const all = treeRows(tree, (path) => byName.has(path));
  const shown = all.slice(0, mostRows);
  if (shown.length === 0) return [];
  const cells = shown.map((it) => cellsOf(it, byName.get(it.path)));
  const widths = {
    name: Math.max(leastName, ...widest(cells, (it) => it.name.length)),
    parameters: Math.max(8, ...widest(cells, (it) => it.parameters[0].length)),
    bytes: Math.max(6, ...widest(cells, (it) => it.bytes[0].length)),
    dtype: Math.max(8, ...widest(cells, (it) => it.dtype.length)),
  };
  writer.line("");
  const titles = { name: "name", parameters: "parameters", bytes: "bytes", dtype: "type", rest: "shape" };
  writer.line(
    [
      titles.name.padEnd(widths.name),
      titles.parameters.padStart(widths.parameters + 2),
      titles.bytes.padStart(widths.bytes + 4),
      titles.dtype.padEnd(widths.dtype),
      titles.rest,
    ].join("  "),
  );
  const rows = shown.map((it, i): WeightsRow => {
    const { name, parameters, bytes, dtype, rest } = cells[i] as Cells;
    const span = writer.line(
      [
        name.padEnd(widths.name),
        `${parameters[0].padStart(widths.parameters)} ${parameters[1].padEnd(1)}`,
        `${bytes[0].padStart(widths.bytes)} ${bytes[1].padEnd(3)}`,
        dtype.padEnd(widths.dtype),
        rest,
      ]
        .join("  ")
        .trimEnd(),
    );
    const indent = 2 * it.depth;
    const tensor = byName.get(it.path);
    return {
      span,
      name: { offset: span.offset + indent, length: name.length - indent },
      depth: it.depth,
      path: it.path,
      tree: it.branch,
      ...(tensor && { tensor }),
    };
  });
  if (all.length > shown.length) writer.line(`# ${all.length - shown.length} more lines are left out.`);
  return rows;
}

/** In one pass: a spread of a hundred thousand arguments is too many for a call. */
function widest<T>(items: readonly T[], of: (item: T) => number): readonly [number] {
  return [items.reduce((most, it) => Math.max(most, of(it)), 0)];
}

function cellsOf(
  { branch, name, depth }: TreeRow<CheckpointTree>,
  tensor: CheckpointTensor | undefined,
): Cells {
  const isShared = tensor?.isShared === true;
  // As the totals count: what is learned, and shared bytes once.
  const isCounted = !tensor || (tensor.role === "parameter" && !isShared);
  const parameters = tensor ? tensor.elements : branch.parameters;
  const notes = tensor
    ? [
        tensor.role === "buffer" && "buffer",
        isShared && "in the bytes of an earlier tensor",
        tensor.stride && "strided",
      ].filter((it) => typeof it === "string")
    : [];
  const shape = tensor ? shapeText(tensor.shape) : "";
  return {
    name: `${"  ".repeat(depth)}${clean(name)}`,
    parameters: !isCounted
      ? ["", ""]
      : parameters === undefined
        ? ["?", ""]
        : numberAndUnit(countText(parameters)),
    bytes: isShared ? ["shared", ""] : numberAndUnit(bytesText(branch.bytes)),
    dtype: tensor
      ? (tensor.dtype ?? "unknown")
      : typesBySize(branch)
          .map(([type]) => type)
          .join(", "),
    rest: notes.length > 0 ? `${shape}  # ${notes.join(", ")}` : shape,
  };
}

function typesBySize({ bytesByType }: CheckpointTree): readonly (readonly [string, number])[] {
  return [...bytesByType].sort(([, a], [, b]) => b - a);
}

export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? "scalar" : `[${shape.join(", ")}]`;
}

function numberAndUnit(text: string): readonly [string, string] {
  const [number = "", unit = ""] = text.split("\u2009");
  return [number, unit];
}

function writeImports(writer: Writer, imports: readonly CheckpointImport[]) {
  if (imports.length === 0) return { imports: [] };
  writer.line("");
  const importsTitle = writer.line("imports     # what loading the file would import and call");
  const isFirst = (it: CheckpointImport) => (it.verdict === "code" ? 0 : it.isAllowed ? 2 : 1);
  const order = [...imports].sort((a, b) => isFirst(a) - isFirst(b));
  const names = order.map((it) => clean(importPath(it)));
  const width = Math.max(leastName, ...widest(names, (it) => it.length));
  const rows = order.map((it, i): ImportRow => {
    const times = it.calls === 0 ? "not called" : it.calls === 1 ? "called once" : `called ${it.calls} times`;
    const text = `  ${(names[i] ?? "").padEnd(width)}  ${times.padEnd(16)}  ${verdictText[it.verdict]}`;
    return { span: writer.line(text), it };
  });
  const [first, last] = [rows.find((row) => row.it.isAllowed), rows.at(-1)];
  const allowed = first && last && first !== last ? between(first.span, last.span) : undefined;
  return { imports: rows, importsTitle, allowed };
}

function writeMetadata(writer: Writer, metadata: ReadonlyMap<string, string>): Span | undefined {
  if (metadata.size === 0) return undefined;
  writer.line("");
  const first = writer.line("metadata    # what the file says of itself");
  let last = first;
  for (const [key, value] of [...metadata].slice(0, mostMetadata))
    last = writer.line(`  ${clean(key)}: ${shortened(plainText(value), longestValue)}`);
  if (metadata.size > mostMetadata) last = writer.line(`  # and ${metadata.size - mostMetadata} more`);
  return between(first, last);
}

function between(first: Span, last: Span): Span {
  return { offset: first.offset, length: last.offset + last.length - first.offset };
}

function clean(text: string): string {
  return shortened(plainText(text), longestName) || "(no name)";
}

/** The thin space before units is narrower than a column. */
function spaced(text: string): string {
  return text.replace(/\u2009/g, " ");
}

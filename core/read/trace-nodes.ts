/** The nodes of a traced model: operator, inputs, outputs, attributes, source. It must not change their order. */
import { type Attribute, type Node } from "../graph/model.ts";
import { type NodeSource, type SourceRange } from "../graph/source-range.ts";
import { asIndex, asName, asObject, type Json, type TraceReading } from "./trace-reading.ts";
import { type TensorNames } from "./trace-values.ts";

const maxNodes = 400_000;
const maxAttributes = 100;
const maxListLength = 100_000;

export interface NodeContext {
  readonly tensorCount: number;
  readonly names: TensorNames;
  /** What the call says that a node ran in; for none the model itself. */
  readonly moduleOf: (call: unknown) => { readonly path: string; readonly definition?: SourceRange };
  readonly stack: (index: unknown) => readonly SourceRange[];
}

export interface ReadNodes {
  readonly nodes: readonly Node[];
  /** For each place in the trace's list, and for its end, how many nodes before it were kept. */
  readonly kept: readonly number[];
}

export function readNodes(value: unknown, context: NodeContext, reading: TraceReading): ReadNodes {
  const nodes: Node[] = [];
  const state = { ordinals: new Map<string, number>(), awaited: new Set<number>(), reading };
  const kept: number[] = [];
  const items = reading.list(value, "nodes", maxNodes);
  items.forEach((it, i) => {
    kept.push(nodes.length);
    const node = nodeOf(asObject(it) ?? {}, { ...context, ...state });
    if (node) nodes.push(node);
    else reading.malformed(`node ${i} names no operator`);
  });
  kept.push(nodes.length);
  return { nodes, kept };
}

interface Context extends NodeContext {
  /** How many nodes of a name there are. */
  readonly ordinals: Map<string, number>;
  /** Tensors that were read before anything made them. */
  readonly awaited: Set<number>;
  readonly reading: TraceReading;
}

function nodeOf(it: Json, context: Context): Node | undefined {
  const opType = identifierOf(it.op);
  const domain = it.domain === undefined || it.domain === "" ? "" : identifierOf(it.domain);
  if (opType === undefined || domain === undefined) return undefined;
  const module = context.moduleOf(it.call);
  const name = nodeName(module.path, opType, context.ordinals);
  const inputs = context.reading
    .list(it.in, "inputs", maxListLength)
    .map((index) => (index === -1 || index === null ? "" : usedName(index, name, context)));
  const outputs = context.reading
    .list(it.out, "outputs", maxListLength)
    .map((index, i) => madeName(index, { node: name, output: i }, context));
  const source = sourceOf(module, context.stack(it.stack));
  return { name, opType, domain, inputs, outputs, attributes: attributesOf(it.attrs), source };
}

/** `Conv`, `linear`, `fft_rfft`; dots stand between the parts of a domain. */
function identifierOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z_][\w.:]{0,99}$/.test(value) ? value : undefined;
}

/** `layer1.0.conv1/Conv`, the second one in the same module `layer1.0.conv1/Conv_2`. */
function nodeName(path: string, opType: string, ordinals: Map<string, number>): string {
  const base = path === "" ? opType : `${path}/${opType}`;
  const ordinal = (ordinals.get(base) ?? 0) + 1;
  ordinals.set(base, ordinal);
  return ordinal === 1 ? base : `${base}_${ordinal}`;
}

function usedName(index: unknown, node: string, { names, awaited, tensorCount, reading }: Context): string {
  const tensor = asIndex(index, tensorCount);
  const name = tensor === undefined ? undefined : names.of(tensor);
  if (name !== undefined) return name;
  reading.malformed("a node reads a tensor that is not in the list, or that nothing made before it");
  if (tensor === undefined) return "";
  awaited.add(tensor);
  return names.give(tensor, `${node}/input`);
}

function madeName(index: unknown, at: { node: string; output: number }, context: Context): string {
  const { names, awaited, tensorCount, reading } = context;
  const tensor = asIndex(index, tensorCount);
  if (index === -1 || index === null) return "";
  const known = tensor === undefined ? undefined : names.of(tensor);
  if (tensor !== undefined && known === undefined)
    return names.give(tensor, at.output === 0 ? at.node : `${at.node}:${at.output}`);
  if (tensor !== undefined && known !== undefined && awaited.delete(tensor)) return known;
  reading.malformed("a node writes a tensor that is not in the list, or that is there already");
  return "";
}

function sourceOf(
  { path, definition }: ReturnType<NodeContext["moduleOf"]>,
  calls: readonly SourceRange[],
): NodeSource {
  const location = calls.at(-1);
  return { modulePath: path, calls, ...(definition && { definition }), ...(location && { location }) };
}

function attributesOf(value: unknown): ReadonlyMap<string, Attribute> {
  const found = new Map<string, Attribute>();
  for (const [name, it] of Object.entries(asObject(value) ?? {}).slice(0, maxAttributes)) {
    const attribute = attributeOf(it);
    if (attribute) found.set(asName(name) ?? "", attribute);
  }
  return found;
}

function attributeOf(value: unknown): Attribute | undefined {
  if (typeof value === "boolean") return { kind: "int", value: Number(value) };
  if (typeof value === "string") return { kind: "string", value: asName(value) ?? "" };
  if (isNumber(value)) return { kind: Number.isInteger(value) ? "int" : "float", value };
  if (!Array.isArray(value) || value.length > maxListLength) return undefined;
  const items = value.map((it: unknown) => (typeof it === "boolean" ? Number(it) : it));
  if (items.every(isNumber)) return { kind: items.every(Number.isInteger) ? "ints" : "floats", value: items };
  if (items.every((it) => typeof it === "string"))
    return { kind: "strings", value: items.map((it) => asName(it) ?? "") };
  return undefined;
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

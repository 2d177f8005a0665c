import { type Constant, type Graph } from "../graph/model.ts";

/** What a stored tensor was in the program that was exported, as far as the file tells. */
export interface Provenance {
  readonly kind?: "parameter" | "buffer";
  /** Names of what the exporter computed it from. */
  readonly madeOf?: readonly string[];
  /** The stored tensor that holds the same values, laid out differently. */
  readonly copyOf?: Constant;
}

// Keys that torch.onnx.export(dynamo=True) and its optimizer write into the metadata of a value.
const kindKey = "pkg.torch.export.graph_signature.InputSpec.kind";
const madeOfKey = "pkg.onnxscript.optimizer.folded_from";

export function provenanceOf(constant: Constant, graph: Graph): Provenance | undefined {
  if (isScale(constant, graph)) return { kind: "buffer" };
  const twin = sharedBias(constant, graph) ?? graph.constants.get(constant.transposeOf ?? "");
  if (twin) return { copyOf: twin };
  const metadata = metadataOf(constant.name, graph);
  const kind = metadata?.get(kindKey);
  if (kind === "PARAMETER") return { kind: "parameter" };
  if (kind === "BUFFER" || kind === "CONSTANT_TENSOR") return { kind: "buffer" };
  const madeOf = namesIn(metadata?.get(madeOfKey));
  if (!madeOf) return undefined;
  const copyOf = madeOf.length === 1 ? graph.constants.get(madeOf[0] ?? "") : undefined;
  return { madeOf, ...(copyOf && sizeOf(copyOf) === sizeOf(constant) && { copyOf }) };
}

/**
 * What names say about a value made of others: parameters have a path, or are called what parameters are called.
 * Not so for a table spread out by an index (relative positions), which is larger than what was learned, and for a
 * frozen batch norm, whose scale and shift are buffers.
 */
export function isMadeOfParameters(madeOf: readonly string[]): boolean {
  const isSpread = madeOf.some((it) => /(^|_)(idxs?|index|indices|mean|var)$/.test(lastPart(it)));
  return (
    !isSpread && madeOf.some((it) => /\.|weight|bias|embed|token|gamma|beta/.test(it) && !isBufferName(it))
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** Names that buffers have by custom: rotary frequencies and attention masks. */
export function isBufferName(name: string): boolean {
  return /(^|[._])(inv_freq|mask)(_quantized)?$/.test(name);
}

/** ONNX Runtime's quantizer keeps the name and adds to it. */
function metadataOf(name: string, graph: Graph): ReadonlyMap<string, string> | undefined {
  const value = graph.values.get(name) ?? graph.values.get(name.replace(/_quantized$/, ""));
  return value?.metadata;
}

function isScale({ name }: Constant, { constants }: Graph): boolean {
  return name.endsWith("_scale") && constants.has(name.replace(/_scale$/, "_quantized"));
}

/** A bias of int32 has the scale of its input, so each use of a shared one is stored: a.bias_quantized, a.bias0_quantized. */
function sharedBias({ name, dtype }: Constant, { constants }: Graph): Constant | undefined {
  const first = /^(.*bias)\d+(_quantized)$/.exec(name);
  return first && dtype === "int32" ? constants.get(`${first[1]}${first[2]}`) : undefined;
}

/** `['a.weight', 'val_1']`, as Python prints a list. */
function namesIn(list: string | undefined): readonly string[] | undefined {
  const names = list?.match(/'[^']*'/g)?.map((it) => it.slice(1, -1));
  return names && names.length > 0 ? names : undefined;
}

function sizeOf({ dims }: Constant): number {
  return dims.reduce((product, it) => product * it, 1);
}

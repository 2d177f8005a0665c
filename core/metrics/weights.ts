import { byteLength, dataTypes, type DataType, isFloat } from "../graph/data-type.ts";
import { type Constant, type ConstantRole, type Node, nodeLabel } from "../graph/model.ts";
import { type Role, roleOf } from "../operators/contract/operator.ts";
import { type WeightUse } from "./analysis.ts";
import { isBias, type Producers } from "./bias.ts";
import { countable } from "./countable.ts";
import { type Entry } from "./flatten.ts";
import { isBufferName, isMadeOfParameters } from "./provenance.ts";
import { isScaleOrShift, isStandIn } from "./split-normalization.ts";
import { elementCount, type Source, type Tensor } from "./tensor.ts";

/** The stored tensors that a node uses as weights or buffers, each once. */
export function weightUses({ visit }: Entry, producers: Producers): readonly WeightUse[] {
  if (isWithoutStored(visit)) return noUses;
  const uses = new Map<Constant, WeightUse>();
  visit.inputs.forEach((input, i) => {
    const stated = roleOf(visit.operator, i);
    const isLearned = () => isBias(visit, i, producers) || isScaleOrShift(visit, i, producers);
    const role = stated === "data" && input && !hasRole(input) && isLearned() ? "weight" : stated;
    // What a folded node reads is used where its result goes; only its scales and the like are used here.
    if (!input || role === "setting" || (visit.isFolded && role !== "buffer")) return;
    for (const source of input.sources) {
      const use = source.constant.role
        ? statedUse(source.constant, source.constant.role)
        : isStandIn(visit.operator, source)
          ? { constant: source.constant, isParameter: false }
          : useOf({ ...source, isDequantized: source.isDequantized || isQuantized(visit) }, role, input);
      if (use && !uses.get(source.constant)?.isParameter) uses.set(source.constant, use);
    }
  });
  for (const it of tableOf(visit, producers)) uses.set(it.constant, it);
  return withPackedCount(visit, [...uses.values()]);
}

const noUses: readonly WeightUse[] = [];

/** True for the many nodes that work on activations alone. */
function isWithoutStored(visit: Entry["visit"]): boolean {
  const isSpecial = visit.operator?.parameters !== undefined || readsTables(visit);
  return !isSpecial && visit.inputs.every((it) => !it || it.sources.length === 0);
}

/** Learnable values among the uses. */
export function parameterCount(uses: readonly WeightUse[]): number {
  return uses.reduce(
    (sum, it) => sum + (it.isParameter ? (it.parameters ?? elementCount(it.constant)) : 0),
    0,
  );
}

/** Bytes of the stored tensors, by element type. Types without a fixed size are left out. */
export function bytesByType(constants: Iterable<Constant>): ReadonlyMap<DataType, number> {
  const bytes = new Map<DataType, number>();
  for (const it of constants) {
    const length = byteLength(it.dtype, countable(it.storedCount ?? elementCount(it)) ?? 0);
    if (it.dtype && length !== undefined) bytes.set(it.dtype, (bytes.get(it.dtype) ?? 0) + length);
  }
  return bytes;
}

/** The stored tensors with a role that no node uses: they are of the model all the same, and lie in its memory. */
export function idleUses(constants: Iterable<Constant>, used: readonly WeightUse[]): readonly WeightUse[] {
  const seen = new Set(used.map((it) => it.constant));
  const uses: WeightUse[] = [];
  for (const it of constants)
    if (it.role && it.role !== "constant" && !seen.has(it))
      uses.push({ constant: it, isParameter: it.role === "parameter" });
  return uses;
}

function hasRole({ sources }: Tensor): boolean {
  return sources.some((it) => it.constant.role !== undefined);
}

/** Where the program says what a tensor is nothing has to be guessed; what stands in the code only configures. */
function statedUse(constant: Constant, role: ConstantRole): WeightUse | undefined {
  if (role !== "constant") return { constant, isParameter: role === "parameter" };
  return isFloat(constant.dtype) && elementCount(constant) > 1 ? { constant, isParameter: false } : undefined;
}

const moving = new Set(["Slice", "Reshape", "Transpose", "Expand", "Squeeze", "Unsqueeze"]);

function readsTables(visit: Entry["visit"]): boolean {
  return visit.operator?.type === "DequantizeLinear" || isQuantized(visit);
}

/** A table of quantized weights of which a part is taken before it is dequantized, as runtimes order it. */
function tableOf(visit: Entry["visit"], producers: Producers): readonly WeightUse[] {
  if (!readsTables(visit)) return [];
  return visit.inputs.flatMap((input, i) => {
    let tensor = roleOf(visit.operator, i) === "data" ? input : undefined;
    for (let step = 0; tensor?.isFolded === false && step < moving.size; step++) {
      const made: Entry["visit"] | undefined = producers.get(tensor);
      if (!moving.has(made?.operator?.type ?? "")) return [];
      tensor = made?.inputs[0];
    }
    if (tensor === input || !tensor?.isFolded) return [];
    return tensor.sources.map(({ constant }) => ({ constant, isParameter: true }));
  });
}

/** Operators over quantized values: a constant among their data is real weights in integers. */
function isQuantized({ operator }: Entry["visit"]): boolean {
  return operator?.type.startsWith("QLinear") === true;
}

function useOf(source: Source, role: Role, input: Tensor): WeightUse | undefined {
  const { constant, isDequantized, provenance } = source;
  const copyOf = provenance?.copyOf;
  const use = (isParameter: boolean): WeightUse => ({ constant, isParameter, ...(copyOf && { copyOf }) });
  if (role === "buffer") return use(false);
  if (provenance?.kind === "parameter") return use(true);
  if (role === "weight")
    return use(provenance?.kind !== "buffer" && (isDequantized || isNumeric(constant.dtype)));
  // As plain data: integers are indices or sizes, and a single value is a setting, not a weight.
  if (!isDequantized && !isFloat(constant.dtype)) return undefined;
  if (elementCount(constant) <= 1) return undefined;
  if (provenance?.kind === "buffer" || isBufferName(constant.name)) return use(false);
  if (provenance?.madeOf) return use(isMadeOfParameters(provenance.madeOf));
  return use(!isAnonymous(constant.name) && !isAnonymous(input.name));
}

/** int64 and bool tensors configure; they are never learned. */
function isNumeric(dtype: DataType | undefined): boolean {
  if (dtype === undefined) return false;
  const { kind, bits } = dataTypes[dtype];
  return kind === "float" || kind === "complex" || (kind !== "bool" && kind !== "string" && bits !== 64);
}

/**
 * True for names that exporters give to constants which have none in the source (masks, anchors, folded scalars).
 * A parameter keeps its attribute path there (`layer1.0.bias`).
 */
function isAnonymous(name: string): boolean {
  return /^onnx::|(^|\/)_?constant(_\d+)?(_output_\d+|_value)?$|^(val|_val|const|c)_?\d+$|^c_lifted_tensor|^lifted_tensor|const_fold_opt/i.test(
    name,
  );
}

function withPackedCount(
  { operator, call, isFolded }: Entry["visit"],
  uses: readonly WeightUse[],
): readonly WeightUse[] {
  const count = isFolded ? undefined : operator?.parameters?.(call);
  if (count === undefined || !(count > 0 && count <= Number.MAX_SAFE_INTEGER)) return uses;
  const first = uses.findIndex((it) => it.isParameter);
  if (first < 0) return [...uses, { constant: inAttributes(call.node, count), isParameter: true }];
  // The operator knows how many values its packed weights hold; the first parameter carries the number.
  return uses.map((it, i) => (it.isParameter ? { ...it, parameters: i === first ? count : 0 } : it));
}

/** Linear models and support vectors keep their weights in attributes, as float32. */
function inAttributes(node: Node, count: number): Constant {
  return { name: nodeLabel(node), dtype: "float32", dims: [count], storage: { kind: "literal" } };
}

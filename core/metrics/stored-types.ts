import { type DataType } from "../graph/data-type.ts";
import { dtypeOf } from "../graph/value-type.ts";
import { consumersOf } from "./consumers.ts";
import { type Entry } from "./flatten.ts";
import { type Tensor } from "./tensor.ts";

/**
 * Quantized graphs in QDQ form: DequantizeLinear and QuantizeLinear around an operator say that it works on the
 * quantized values. `stored` is the element type in which such a tensor really lies in memory, and `absorbed` holds
 * the Q and DQ nodes that are only notation, so that a Conv between them counts as an int8 Conv.
 */
export interface StoredTypes {
  readonly stored: ReadonlyMap<Tensor, DataType>;
  readonly absorbed: ReadonlySet<Entry>;
}

/** Operators that runtimes merge into a quantized neighbour, so their input is never stored as float either. */
const fusedActivations = new Set(["Relu", "Clip"]);

export function storedTypes(entries: readonly Entry[], outputs: readonly Tensor[]): StoredTypes {
  const stored = new Map<Tensor, DataType>();
  const absorbed = new Set<Entry>();
  if (!entries.some((it) => isQuantize(it) || isDequantize(it))) return { stored, absorbed };
  const consumers = consumersOf(entries, outputs);
  const isInternal = (it: Tensor) =>
    !consumers.graphOutputs.has(it) && (consumers.of.get(it)?.length ?? 0) > 0;

  for (const entry of entries) {
    const [input] = entry.visit.inputs;
    const [output] = entry.visit.outputs;
    const from = dtypeOf(input?.type);
    if (!isDequantize(entry) || !output || !from || !isInternal(output)) continue;
    stored.set(output, from);
    absorbed.add(entry);
  }
  // Backwards, so that an activation before QuantizeLinear is settled before the operator in front of it.
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    const output = entry?.visit.outputs[0];
    if (!entry || !output || isQuantize(entry) || isDequantize(entry) || !isInternal(output)) continue;
    const to = quantizedBy(consumers.of.get(output) ?? [], stored);
    if (!to) continue;
    stored.set(output, to);
    for (const it of consumers.of.get(output) ?? []) if (isQuantize(it)) absorbed.add(it);
  }
  return { stored, absorbed };
}

/** The type into which every consumer turns a tensor, if they agree on one. */
function quantizedBy(
  consumers: readonly Entry[],
  stored: ReadonlyMap<Tensor, DataType>,
): DataType | undefined {
  const [first] = consumers;
  const type = first && typeAfter(first, stored);
  return type && consumers.every((it) => typeAfter(it, stored) === type) ? type : undefined;
}

function typeAfter(consumer: Entry, stored: ReadonlyMap<Tensor, DataType>): DataType | undefined {
  const [output] = consumer.visit.outputs;
  if (!output) return undefined;
  if (isQuantize(consumer)) return dtypeOf(output.type);
  return fusedActivations.has(consumer.visit.node.opType) ? stored.get(output) : undefined;
}

function isQuantize(entry: Entry): boolean {
  return entry.visit.operator?.type === "QuantizeLinear";
}

function isDequantize(entry: Entry): boolean {
  return entry.visit.operator?.type === "DequantizeLinear";
}

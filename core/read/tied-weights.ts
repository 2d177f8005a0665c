/**
 * Finds embedding tables that a file stores a second time, transposed, as the last product of a language model: exporters
 * do that to tied weights. It must not read whole weights: it looks at a few hundred values of each.
 */
import { dataTypes } from "../graph/data-type.ts";
import { type Constant, type Graph } from "../graph/model.ts";
import { type ByteSource } from "./byte-source.ts";
import { decodeRaw } from "./tensor-values.ts";

/** Name of the transposed copy → name of the table. */
export function tiedWeights(graph: Graph, source: ByteSource): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const tables = tablesOf(graph);
  if (tables.size === 0) return found;
  const byShape = new Map<string, Constant>();
  for (const it of tables) byShape.set([...it.dims].reverse().join("x"), it);
  for (const it of graph.constants.values()) {
    const table = it.dims.length === 2 ? byShape.get(it.dims.join("x")) : undefined;
    if (table && !tables.has(it) && isTransposed(table, it, source)) found.set(it.name, table.name);
  }
  return found;
}

/** What Gather looks up in, through the nodes that quantize and dequantize it. */
function tablesOf(graph: Graph): ReadonlySet<Constant> {
  const origins = new Map<string, string>();
  const tables = new Set<Constant>();
  for (const { opType, inputs, outputs } of graph.nodes) {
    const from = origins.get(inputs[0] ?? "") ?? inputs[0] ?? "";
    const table = graph.constants.get(from);
    if (!table || table.dims.length !== 2) continue;
    if (opType === "QuantizeLinear" || opType === "DequantizeLinear") origins.set(outputs[0] ?? "", from);
    else if (opType === "Gather") tables.add(table);
  }
  return tables;
}

const mostSamples = 256;
// Steps through all elements without a pattern: a prime that no size in use is a multiple of.
const stride = 1_000_003;
// Quantization bends the values a little, and each copy may have its own; weights without relation stay below 0.3.
const leastCorrelation = 0.9;

function isTransposed(table: Constant, copy: Constant, source: ByteSource): boolean {
  const [rows = 0, columns = 0] = table.dims;
  const count = rows * columns;
  if (count < mostSamples) return false;
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < mostSamples; i++) {
    const at = (i * stride) % count;
    const [row, column] = [Math.floor(at / columns), at % columns];
    const one = valueAt(table, at, source);
    const other = valueAt(copy, column * rows + row, source);
    if (one === undefined || other === undefined) return false;
    pairs.push([one, other]);
  }
  return correlation(pairs) >= leastCorrelation;
}

function valueAt({ storage, dtype }: Constant, index: number, source: ByteSource): number | undefined {
  // Typed fields hold float32 as the bytes are; the narrow types are varints there, one cannot step through them.
  const isFlat = storage.kind === "raw" || (storage.kind === "typed" && dtype === "float32");
  const bits = dtype && dataTypes[dtype].bits;
  if (!isFlat || !bits || storage.length < (index * bits) / 8) return undefined;
  const bytes = source.read(storage.offset + Math.floor((index * bits) / 8), Math.ceil(bits / 8));
  if (bytes.length < bits / 8) return undefined;
  return bits < 8 ? decodeRaw(dtype, bytes, 8 / bits)?.[index % (8 / bits)] : decodeRaw(dtype, bytes, 1)?.[0];
}

/** Pearson's; 0 when one side is constant. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (side: 0 | 1) => pairs.reduce((sum, it) => sum + it[side], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  let [both, first, second] = [0, 0, 0];
  for (const [x, y] of pairs) {
    both += (x - a) * (y - b);
    first += (x - a) ** 2;
    second += (y - b) ** 2;
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

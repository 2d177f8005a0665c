import { add, type Dim, isKnown, multiply } from "../graph/dim.ts";
import { byteLength, type DataType, dataTypes } from "../graph/data-type.ts";
import { type Node, operatorName } from "../graph/model.ts";
import { volume } from "../graph/shape.ts";
import { dtypeOf, elementOf, shapeOf } from "../graph/value-type.ts";
import { type Moves, roleOf } from "../operators/contract/operator.ts";
import { type Cost, type WeightUse } from "./analysis.ts";
import { type Entry } from "./flatten.ts";
import { type StoredTypes } from "./stored-types.ts";
import { elementCount, type Tensor } from "./tensor.ts";
import { parameterCount } from "./weights.ts";

/** The cost of one execution of a node. */
export function costOf(entry: Entry, uses: readonly WeightUse[], types: StoredTypes): Cost {
  const { visit } = entry;
  const parameters = parameterCount(uses);
  // A container costs what its bodies cost, which are reported on their own.
  const isFree = visit.isFolded || types.absorbed.has(entry) || visit.bodies.length > 0;
  if (isFree)
    return { parameters, multiplyAdds: 0, memoryAccess: 0, memoryAccessBytes: 0, memoryUsageBytes: 0 };
  if (!visit.operator) return unknown(parameters, operatorReason(visit.node));

  const outputTypes = visit.outputs.map((it) => it?.type);
  const multiplyAdds = visit.operator.multiplyAdds ? visit.operator.multiplyAdds(visit.call, outputTypes) : 0;
  const moved = movedBy(entry, types);
  const written = sum(visit.outputs.map((it) => it && bytesOf(it, types)));
  const weights = sum(uses.map((it) => byteLength(it.constant.dtype, elementCount(it.constant))));
  const memoryUsageBytes = written === undefined || weights === undefined ? undefined : add(written, weights);
  const known = multiplyAdds !== undefined && moved.elements !== undefined && moved.bytes !== undefined;
  return {
    parameters,
    multiplyAdds,
    memoryAccess: moved.elements,
    memoryAccessBytes: moved.bytes,
    memoryUsageBytes,
    ...(!known && { reason: reasonFor(entry) }),
  };
}

/** Bytes of a tensor as it lies in memory; undefined when its shape or type is not known. */
export function bytesOf(tensor: Tensor, types: StoredTypes): Dim | undefined {
  const shape = shapeOf(tensor.type);
  return shape && toBytes(volume(shape), types.stored.get(tensor) ?? dtypeOf(tensor.type));
}

interface Moved {
  readonly elements: Dim | undefined;
  readonly bytes: Dim | undefined;
}

function movedBy({ visit }: Entry, types: StoredTypes): Moved {
  if (visit.operator?.isView) return { elements: 0, bytes: 0 };
  const special = visit.operator?.moves?.(
    visit.call,
    visit.outputs.map((it) => it?.type),
  );
  const seen = new Set<Tensor>();
  let elements: Dim | undefined = 0;
  let bytes: Dim | undefined = 0;
  const count = (it: Moved) => {
    elements = plus(elements, it.elements);
    bytes = plus(bytes, it.bytes);
  };
  visit.inputs.forEach((tensor, i) => {
    // The same tensor twice is read once, as x·x does.
    if (!tensor || seen.has(tensor)) return;
    seen.add(tensor);
    if (roleOf(visit.operator, i) !== "setting") count(movement(tensor, special?.reads?.[i], types));
  });
  visit.outputs.forEach((tensor, i) => {
    if (tensor) count(movement(tensor, special?.writes?.[i], types));
  });
  return { elements, bytes };
}

function movement(tensor: Tensor, elements: NonNullable<Moves["reads"]>[number], types: StoredTypes): Moved {
  const shape = shapeOf(tensor.type);
  const count = elements ?? (shape && volume(shape));
  const dtype = types.stored.get(tensor) ?? dtypeOf(tensor.type) ?? dtypeOf(elementOf(tensor.type));
  return { elements: count, bytes: count === undefined ? undefined : toBytes(count, dtype) };
}

function toBytes(count: Dim, dtype: DataType | undefined): Dim | undefined {
  if (isKnown(count)) return byteLength(dtype, count);
  const bits = dtype && dataTypes[dtype].bits;
  // Symbolic sub-byte sizes round up to whole bytes per element group only when bound; until then take the ratio.
  return bits === undefined ? undefined : multiply(count, bits / 8);
}

function sum(terms: readonly (Dim | undefined)[]): Dim | undefined {
  return terms.reduce(plus, 0);
}

function plus(a: Dim | undefined, b: Dim | undefined): Dim | undefined {
  return a === undefined || b === undefined ? undefined : add(a, b);
}

function unknown(parameters: number, reason: string): Cost {
  return {
    parameters,
    multiplyAdds: undefined,
    memoryAccess: undefined,
    memoryAccessBytes: undefined,
    memoryUsageBytes: undefined,
    reason,
  };
}

function operatorReason(node: Node): string {
  return node.opType === "" ? "it names no operator" : `no entry for operator ${operatorName(node)}`;
}

function reasonFor({ visit }: Entry): string {
  for (const tensor of [...visit.inputs, ...visit.outputs]) {
    if (!tensor) continue;
    const shape = shapeOf(tensor.type);
    if (!shape) return `shape of ${tensor.name} is not known`;
    if (dtypeOf(tensor.type) === undefined) return `element type of ${tensor.name} is not known`;
    if (dtypeOf(tensor.type) === "string") return `strings of ${tensor.name} have no fixed size`;
  }
  return "not known for these inputs";
}

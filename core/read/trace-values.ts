/** The tensors of a traced model: their types, their names, and which of them are stored. It must not compute any. */
import { type DataType, dataTypes } from "../graph/data-type.ts";
import { type Constant, type ConstantRole } from "../graph/model.ts";
import { tensor, type TensorType } from "../graph/value-type.ts";
import { asCount, asIndex, asName, type Json, type TraceReading } from "./trace-reading.ts";

const maxTensors = 4_000_000;
const maxConstants = 500_000;
const maxValues = 8192;
const maxRank = 64;

/** Undefined for one that is damaged. */
export function readTypes(value: unknown, reading: TraceReading): readonly (TensorType | undefined)[] {
  return reading.list(value, "tensors", maxTensors).map((it, i) => {
    const type = typeOf(it);
    if (!type) reading.malformed(`tensor ${i} has no type and shape`);
    return type;
  });
}

function typeOf(value: unknown): TensorType | undefined {
  if (!Array.isArray(value) || !Array.isArray(value[1]) || value[1].length > maxRank) return undefined;
  const [dtype, sizes] = value as [unknown, readonly unknown[]];
  const shape = sizes.map(asCount);
  if (!isDataType(dtype) || !shape.every((it) => it !== undefined)) return undefined;
  return tensor(dtype, shape);
}

function isDataType(value: unknown): value is DataType {
  return typeof value === "string" && Object.hasOwn(dataTypes, value);
}

/** Names for the tensors of a model, each given once. */
export class TensorNames {
  private readonly names = new Map<number, string>();
  private readonly taken = new Map<string, number>();

  /** Undefined for a tensor that has no name yet. */
  of(tensor: number): string | undefined {
    return this.names.get(tensor);
  }

  /** The name wanted, with a number when another one has it. */
  give(tensor: number, wanted: string): string {
    const name = this.free(wanted || "tensor");
    this.names.set(tensor, name);
    return name;
  }

  private free(wanted: string): string {
    const count = this.taken.get(wanted) ?? 0;
    this.taken.set(wanted, count + 1);
    if (count === 0) return wanted;
    return this.free(`${wanted}#${count + 1}`);
  }
}

/** By their place in the list; undefined for one that is damaged. */
export function readConstants(
  value: unknown,
  context: { readonly types: readonly (TensorType | undefined)[]; readonly names: TensorNames },
  reading: TraceReading,
): readonly (Constant | undefined)[] {
  const { types, names } = context;
  const found: (Constant | undefined)[] = [];
  for (const [i, it] of reading.objects(value, "constants", maxConstants)) {
    const index = asIndex(it.tensor, types.length);
    const type = index === undefined ? undefined : types[index];
    if (index === undefined || !type || names.of(index) !== undefined) {
      reading.malformed(`constant ${i} is no tensor of its own`);
      continue;
    }
    found[i] = constantOf(it, names.give(index, asName(it.name) ?? "constant"), type);
  }
  return found;
}

function constantOf(it: Json, name: string, { dtype, shape = [] }: TensorType): Constant {
  const dims = shape as readonly number[];
  const values = valuesOf(it.values, dims);
  return {
    name,
    dims,
    storage: { kind: "literal" },
    role: roleOf(it.role),
    ...(dtype && { dtype }),
    ...(values && { values }),
  };
}

function roleOf(value: unknown): ConstantRole {
  return value === "parameter" || value === "buffer" ? value : "constant";
}

/** Row-major, as many as the shape has; a truth value is 0 or 1. */
function valuesOf(value: unknown, dims: readonly number[]): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length > maxValues) return undefined;
  if (value.length !== dims.reduce((product, it) => product * it, 1)) return undefined;
  const numbers = value.map((it: unknown) => (typeof it === "boolean" ? Number(it) : it));
  return numbers.every((it): it is number => Number.isFinite(it)) ? numbers : undefined;
}

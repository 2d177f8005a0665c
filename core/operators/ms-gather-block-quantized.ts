import { ceilDivide, type Dim, floorDivide, isKnown, multiply } from "../graph/dim.ts";
import { normalizeAxis, type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** data, indices, scales, zero_points: rows of a table whose values are packed to a few bits. */
export const msGatherBlockQuantized: Operator = {
  type: "GatherBlockQuantized",
  domain: "com.microsoft",
  doc: "Looks up rows of a quantized table and scales them to float.",
  roles: ["weight", "data", "buffer", "buffer"],
  howCounted: "Memory access counts the rows that are looked up, packed as stored.",

  infer(call) {
    return [tensor(call.dtype(2), gathered(call))];
  },

  moves(call, [y]) {
    const output = shapeOf(y);
    if (!output) return undefined;
    const count = volume(output);
    const block = call.int("block_size", 128);
    const scales = block > 0 ? ceilDivide(count, block) : call.shape(1) && volume(call.shape(1) ?? []);
    return { reads: [floorDivide(count, valuesPerElement(call)), undefined, scales, scales] };
  },

  parameters(call) {
    const data = call.shape(0);
    const count = data && multiply(volume(data), valuesPerElement(call));
    return isKnown(count) ? count : undefined;
  },
};

/** The axis of the table is replaced by the axes of the indices; packed values lie along the last axis. */
function gathered(call: Call): Shape | undefined {
  const data = call.shape(0);
  const indices = call.shape(1);
  const axis = data && normalizeAxis(call.int("gather_axis", 0), data.length);
  if (!data || !indices || axis === undefined) return undefined;
  const last: Dim = multiply(data.at(-1) ?? 1, valuesPerElement(call));
  const unpacked = [...data.slice(0, -1), last];
  return [...unpacked.slice(0, axis), ...indices, ...unpacked.slice(axis + 1)];
}

function valuesPerElement(call: Call): number {
  const bits = call.int("bits", 4);
  return call.dtype(0) === "uint8" && (bits === 2 || bits === 4) ? 8 / bits : 1;
}

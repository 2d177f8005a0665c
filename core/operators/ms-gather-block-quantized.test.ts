import { expect, test } from "vitest";
import { tensor } from "../graph/value-type.ts";
import { callOf } from "./contract/test-call.ts";
import { testRows } from "./contract/test-rows.ts";
import { msGatherBlockQuantized } from "./ms-gather-block-quantized.ts";

const table = {
  inputs: ["uint8 1000x64", "int64 2x3", "float16 1000x4"],
  attributes: { bits: 4, block_size: 32 },
};

testRows(msGatherBlockQuantized, {
  "two values in each byte": { ...table, outputs: ["float16 2×3×128"], multiplyAdds: 0 },
  "8 bits": { ...table, attributes: { bits: 8 }, outputs: ["float16 2×3×64"] },
  "4-bit elements": {
    inputs: ["uint4 1000x64", "int64 BxS", "float16 1000x4"],
    outputs: ["float16 B×S×64"],
  },
  "axis out of range": { ...table, attributes: { gather_axis: 5 }, outputs: ["float16 unknown shape"] },
});

test("only the rows that are looked up are read, packed", () => {
  const y = tensor("float16", [2, 3, 128]);
  const reads = msGatherBlockQuantized.moves?.(callOf(msGatherBlockQuantized, table), [y])?.reads;
  expect(reads).toEqual([6 * 64, undefined, 6 * 4, 6 * 4]);
});

test("parameters are the values before packing", () => {
  expect(msGatherBlockQuantized.parameters?.(callOf(msGatherBlockQuantized, table))).toBe(128_000);
});

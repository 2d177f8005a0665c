import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { member, msMember, testRows } from "./contract/test-rows.ts";
import { rotaryEmbedding } from "./rotary-embedding.ts";

const onnx = member(rotaryEmbedding, "RotaryEmbedding");
const ms = msMember(rotaryEmbedding, "RotaryEmbedding");

testRows(onnx, {
  "four axes": {
    inputs: ["float32 2x4x3x8", "float32 50x4", "float32 50x4", "int64 2x3"],
    outputs: ["float32 2×4×3×8"],
    multiplyAdds: 0,
  },
  unknown: { inputs: ["float32 ?", "float32 50x4", "float32 50x4"], outputs: ["float32 unknown shape"] },
});

testRows(ms, {
  "three axes": {
    inputs: ["float16 BxSx64", "int64 BxS", "float16 50x4", "float16 50x4"],
    outputs: ["float16 B×S×64"],
  },
});

testRows(msMember(rotaryEmbedding, "GemmaRotaryEmbedding"), {
  "queries and keys": {
    inputs: ["float32 1x3x8", "float16 1x4x3x8", "float16 1x4x3x8", "float16 1x2x3x8", "float16 1x2x3x8"],
    outputs: ["float16 1×4×3×8", "float16 1×2×3×8"],
  },
});

test("of the tables only the rows of the positions are read", () => {
  const inputs = ["float32 2x4x3x8", "float32 50x4", "float32 50x4", "int64 2x3"];
  expect(onnx.moves?.(callOf(onnx, { inputs }), [])?.reads).toEqual([undefined, 24, 24]);
  expect(onnx.moves?.(callOf(onnx, { inputs: inputs.slice(0, 3) }), [])).toBeUndefined();
  const msInputs = ["float32 2x3x32", "int64 2x3", "float32 50x4", "float32 50x4"];
  expect(ms.moves?.(callOf(ms, { inputs: msInputs }), [])?.reads).toEqual([undefined, undefined, 24, 24]);
});

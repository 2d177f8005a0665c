import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { msMember, testRows } from "./contract/test-rows.ts";
import { msMatmulNBits } from "./ms-matmul-n-bits.ts";

const nBits = msMember(msMatmulNBits, "MatMulNBits");
const mlp = msMember(msMatmulNBits, "MatMulNBitsMlp");
const qkv = msMember(msMatmulNBits, "MatMulNBitsQkv");
const fp4 = msMember(msMatmulNBits, "MatMulBlockQuantizedFp4Weight");

// A down projection of Llama-3.2-1B: 8192 → 2048 in blocks of 32 values.
const llama = {
  inputs: ["float16 BxSx8192", "uint8 2048x256x16", "float16 2048x256"],
  attributes: { K: 8192, N: 2048, bits: 4, block_size: 32 },
};

testRows(nBits, {
  "packed to 4 bits": {
    ...llama,
    outputs: ["float16 B×S×2048"],
    multiplyAdds: "16777216*B*S",
  },
  "size not stated": {
    inputs: ["float16 3x64", "uint8 5x2x16", "float16 5x2"],
    outputs: ["float16 3×y0_d1"],
  },
  "negative size": {
    inputs: ["float16 3x64", "uint8 5x2x16", "float16 5x2"],
    attributes: { K: 64, N: -5 },
    outputs: ["float16 3×y0_d1"],
  },
  unknown: { inputs: ["float16 ?"], attributes: { K: 64, N: 5 }, outputs: ["float16 unknown shape"] },
});

testRows(msMember(msMatmulNBits, "MatMulBnb4"), {
  forward: {
    inputs: ["float32 2x64", "uint8 160", "float32 10"],
    attributes: { K: 64, N: 5 },
    outputs: ["float32 2×5"],
    multiplyAdds: 640,
  },
  backward: {
    inputs: ["float32 2x5", "uint8 160", "float32 10"],
    attributes: { K: 64, N: 5, transB: 0 },
    outputs: ["float32 2×64"],
    multiplyAdds: 640,
  },
});

testRows(msMember(msMatmulNBits, "MatMulFpQ4"), {
  "size from an input": {
    inputs: ["float32 2x64", "uint8 200", { type: "int64 2", data: [64, 5] }],
    outputs: ["float32 2×5"],
    multiplyAdds: 640,
  },
});

const mlpInputs = [
  "float16 2x64",
  undefined,
  "float16 64",
  "uint8 5x2x16",
  "float16 5x2",
  undefined,
  "uint8 5x2x16",
];
testRows(mlp, {
  "two projections": {
    inputs: mlpInputs,
    attributes: { K: 64, N: 5 },
    outputs: ["float16 2×5", "float16 2×64"],
    multiplyAdds: 1280,
  },
});

testRows(qkv, {
  "three projections": {
    inputs: ["float16 Tx64", undefined, "float16 64", "uint8 8x2x16"],
    attributes: { K: 64, Nq: 8, Nkv: 4 },
    outputs: ["float16 T×8", "float16 T×4", "float16 T×4", "float16 T×64"],
    multiplyAdds: "1024*T",
  },
});

testRows(fp4, {
  "sizes from the weight": {
    inputs: ["float16 2x3x64", "uint8 5x32", "uint8 5x4", "float32 scalar"],
    outputs: ["float16 2×3×5"],
    multiplyAdds: 6 * 64 * 5,
  },
});

test("parameters are the values before packing, biases and norm included", () => {
  expect(nBits.parameters?.(callOf(nBits, llama))).toBe(8192 * 2048);
  const withBias = { ...llama, inputs: [...llama.inputs, undefined, undefined, "float16 2048"] };
  expect(nBits.parameters?.(callOf(nBits, withBias))).toBe(8192 * 2048 + 2048);
  expect(mlp.parameters?.(callOf(mlp, { inputs: mlpInputs, attributes: { K: 64, N: 5 } }))).toBe(640 + 64);
  const projections = { inputs: ["float16 2x64"], attributes: { K: 64, Nq: 8, Nkv: 4 } };
  expect(qkv.parameters?.(callOf(qkv, projections))).toBe(64 * 16);
  expect(fp4.parameters?.(callOf(fp4, { inputs: ["float16 2x64", "uint8 5x32"] }))).toBe(320);
  expect(nBits.parameters?.(callOf(nBits, { inputs: llama.inputs }))).toBeUndefined();
});

import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { msMember, testRows } from "./contract/test-rows.ts";
import { msMixtureOfExperts } from "./ms-mixture-of-experts.ts";

const moe = msMember(msMixtureOfExperts, "MoE");
const qmoe = msMember(msMixtureOfExperts, "QMoE");

// Eight experts of 16 → 32 → 16, of which two are used for each token.
const plain = [
  "float16 6x16",
  "float16 6x8",
  "float16 8x32x16",
  "float16 8x32",
  "float16 8x16x32",
  "float16 8x16",
];
const packed = [
  ...["float16 Tx16", "float16 Tx8", "uint8 8x32x8", "float16 8x32", undefined],
  ...["uint8 8x16x16", "float16 8x16", "float16 8x16"],
];

testRows(moe, {
  "two of eight": {
    inputs: plain,
    attributes: { k: 2 },
    outputs: ["float16 6×16"],
    multiplyAdds: 6 * 2 * 1024,
  },
  "weights not known": { inputs: ["float16 6x16"], attributes: { k: 2 }, outputs: ["float16 6×16"] },
});

testRows(qmoe, {
  "packed to 4 bits": {
    inputs: packed,
    attributes: { k: 2 },
    outputs: ["float16 T×16"],
    multiplyAdds: "2048*T",
  },
});

test("parameters are the values before packing, with the biases", () => {
  expect(qmoe.parameters?.(callOf(qmoe, { inputs: packed }))).toBe(8 * 1024 + 8 * 16);
  const wide = { inputs: packed, attributes: { expert_weight_bits: 2 } };
  expect(qmoe.parameters?.(callOf(qmoe, wide))).toBe(8 * 2048 + 8 * 16);
});

test("weights of experts that no token can use are not read", () => {
  const one = { inputs: ["float16 1x16", ...plain.slice(1)], attributes: { k: 2 } };
  expect(moe.moves?.(callOf(moe, one), [])?.reads?.slice(2, 4)).toEqual([2 * 512, 2 * 32]);
  const many = { inputs: plain, attributes: { k: 2 } };
  expect(moe.moves?.(callOf(moe, many), [])?.reads?.slice(2, 4)).toEqual([8 * 512, 8 * 32]);
});

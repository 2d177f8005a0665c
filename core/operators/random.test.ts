import { random } from "./random.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(random, [
  [
    "RandomNormal",
    "float32 by default",
    { inputs: [], attributes: { shape: [2, 3] }, outputs: ["float32 2×3"] },
  ],
  [
    "RandomUniform",
    "another type",
    { inputs: [], attributes: { shape: [2], dtype: 11 }, outputs: ["float64 2"] },
  ],
  [
    "RandomUniform",
    "a negative size",
    { inputs: [], attributes: { shape: [-2] }, outputs: ["float32 y0_d0"] },
  ],
  ["RandomNormal", "no shape", { inputs: [], outputs: ["float32 unknown shape"] }],
  ["RandomNormalLike", "takes the type of x", { inputs: ["float16 2xN"], outputs: ["float16 2×N"] }],
  [
    "RandomUniformLike",
    "or another",
    { inputs: ["int64 2"], attributes: { dtype: 1 }, outputs: ["float32 2"] },
  ],
  ["Bernoulli", "takes the type of x", { inputs: ["float64 4"], outputs: ["float64 4"] }],
  [
    "Multinomial",
    "int32 by default",
    { inputs: ["float32 Bx10"], attributes: { sample_size: 5 }, outputs: ["int32 B×5"] },
  ],
  [
    "Multinomial",
    "one sample, int64",
    { inputs: ["float32 ?"], attributes: { dtype: 7 }, outputs: ["int64 y0_d0×1"] },
  ],
]);

import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["arange", "Numbers at equal steps."],
  ["range", "Numbers at equal steps, the end included."],
  ["bartlett_window", "Bartlett window."],
  ["blackman_window", "Blackman window."],
  ["hamming_window", "Hamming window."],
  ["hann_window", "Hann window."],
  ["kaiser_window", "Kaiser window."],
  ["gaussian_window", "Gaussian window."],
  ["empty", "Space without values."],
  ["empty_like", "Space without values, shaped like another tensor."],
  ["empty_strided", "Space with strides, without values."],
  ["eye", "Ones on the diagonal."],
  ["full", "One value."],
  ["full_like", "One value, shaped like another tensor."],
  ["linspace", "Numbers at equal distances."],
  ["logspace", "Numbers at equal ratios."],
  ["new_empty", "Space without values, in the type of another tensor."],
  ["new_full", "One value, in the type of another tensor."],
  ["new_ones", "Ones, in the type of another tensor."],
  ["new_tensor", "Given values, in the type of another tensor."],
  ["new_zeros", "Zeros, in the type of another tensor."],
  ["ones", "Ones."],
  ["ones_like", "Ones, shaped like another tensor."],
  ["rand", "Uniform random numbers."],
  ["rand_like", "Uniform random numbers, shaped like another tensor."],
  ["randint", "Random whole numbers."],
  ["randint_like", "Random whole numbers, shaped like another tensor."],
  ["randn", "Normal random numbers."],
  ["randn_like", "Normal random numbers, shaped like another tensor."],
  ["randperm", "A random order."],
  ["scalar_tensor", "One value."],
  ["tensor", "Values from the program."],
  ["tril_indices", "Positions of the lower triangle."],
  ["triu_indices", "Positions of the upper triangle."],
  ["zeros", "Zeros."],
  ["zeros_like", "Zeros, shaped like another tensor."],
  ["fft_fftfreq", "Frequencies of a Fourier transform."],
  ["fft_rfftfreq", "Frequencies of a real Fourier transform."],
] as const;

/** New tensors: only the output is written; a tensor that gives the shape is not read. */
export const atenCreation: readonly Operator[] = atenFamily(rows, {
  roles: ["setting", "setting", "setting", "setting"],
});

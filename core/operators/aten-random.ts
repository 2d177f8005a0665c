import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["dropout", "Zeros at random places, in training only."],
  ["feature_dropout", "Zeros in random channels, in training only."],
  ["bernoulli", "0 or 1 with given probabilities."],
  ["binomial", "Binomial random numbers."],
  ["cauchy", "Cauchy random numbers."],
  ["exponential", "Exponential random numbers."],
  ["geometric", "Geometric random numbers."],
  ["log_normal", "Log-normal random numbers."],
  ["multinomial", "Random choices with given weights."],
  ["normal", "Normal random numbers with given mean and deviation."],
  ["poisson", "Poisson random numbers with given rates."],
  ["random", "Random whole numbers."],
  ["uniform", "Uniform random numbers in a range."],
  ["gumbel_softmax", "Softmax with Gumbel noise."],
  ["standard_gamma", "Gamma random numbers."],
  ["sample_dirichlet", "Dirichlet random numbers."],
] as const;

/** Random numbers made from given probabilities or values. */
export const atenRandom: readonly Operator[] = atenFamily(rows);

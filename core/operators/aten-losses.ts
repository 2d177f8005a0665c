import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["binary_cross_entropy", "Binary cross-entropy of probabilities."],
  ["binary_cross_entropy_with_logits", "Binary cross-entropy of logits."],
  ["cosine_embedding_loss", "Loss on the angle between embeddings."],
  ["cross_entropy", "Cross-entropy of logits."],
  ["cross_entropy_loss", "Cross-entropy of logits."],
  ["ctc_loss", "Connectionist temporal classification."],
  ["gaussian_nll_loss", "Negative log-likelihood of a normal distribution."],
  ["hinge_embedding_loss", "Hinge loss on a distance."],
  ["huber_loss", "Squared error near 0, absolute error beyond."],
  ["kl_div", "Kullback-Leibler divergence."],
  ["l1_loss", "Absolute error."],
  ["margin_ranking_loss", "Loss on the order of two values."],
  ["mse_loss", "Squared error."],
  ["multi_margin_loss", "Hinge loss over classes."],
  ["multilabel_margin_loss", "Hinge loss over several labels."],
  ["multilabel_soft_margin_loss", "Binary cross-entropy over several labels."],
  ["nll_loss", "Negative log-likelihood."],
  ["poisson_nll_loss", "Negative log-likelihood of a Poisson distribution."],
  ["smooth_l1_loss", "Squared error near 0, absolute error beyond."],
  ["soft_margin_loss", "Logistic loss."],
  ["triplet_margin_loss", "Loss on distances to a near and a far sample."],
  ["triplet_margin_with_distance_loss", "The same with a distance of the user's."],
] as const;

/** Losses, which some models compute in forward. */
export const atenLosses: readonly Operator[] = atenFamily(rows);

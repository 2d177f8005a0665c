import { losses } from "./losses.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(losses, [
  [
    "NegativeLogLikelihoodLoss",
    "a mean",
    { inputs: ["float32 Nx10", "int64 N"], outputs: ["float32 scalar"] },
  ],
  [
    "NegativeLogLikelihoodLoss",
    "one for each sample",
    { inputs: ["float32 Nx10x5", "int64 Nx5"], attributes: { reduction: "none" }, outputs: ["float32 N×5"] },
  ],
  [
    "SoftmaxCrossEntropyLoss",
    "with log-probabilities",
    {
      inputs: ["float32 Nx10", "int64 N"],
      attributes: { reduction: "sum" },
      outputs: ["float32 scalar", "float32 N×10"],
    },
  ],
  [
    "SoftmaxCrossEntropyLoss",
    "classes not known",
    { inputs: ["float32 Nx10x5", "int64 ?"], attributes: { reduction: "none" }, outputs: ["float32 N×5"] },
  ],
]);

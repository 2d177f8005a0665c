import { type Operator } from "./contract/operator.ts";

const rows = [
  ["EPContext", "A part of the model that was compiled for one accelerator."],
  ["Snpe", "A part of the model that was compiled for Qualcomm's SNPE."],
] as const;

/** Nodes that hold a compiled binary: what it computes cannot be seen from outside. */
export const msCompiled: readonly Operator[] = rows.map(([type, doc]) => ({
  type,
  domain: "com.microsoft",
  doc,
  howCounted: "Not known: the node holds a compiled binary.",
  infer: () => [],
  multiplyAdds: () => undefined,
}));

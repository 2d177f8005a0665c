import { type Constant } from "../graph/model.ts";
import { type Known } from "../operators/contract/call.ts";
import { type Provenance } from "./provenance.ts";

/** One value of the graph: what the walk knows of it. Compared by identity, since subgraphs may reuse names. */
export interface Tensor extends Known {
  readonly name: string;
  /** True when it can be computed before the first inference: stored tensors and what is made of them alone. */
  readonly isFolded: boolean;
  /** The stored tensors that it is, or is computed from. */
  readonly sources: readonly Source[];
}

export interface Source {
  readonly constant: Constant;
  /** True once it went through DequantizeLinear: an integer tensor that stands for real weights. */
  readonly isDequantized: boolean;
  readonly provenance?: Provenance;
}

const noSources: readonly Source[] = [];

export function activation(name: string, known: Known): Tensor {
  const { type, data } = known;
  // Written out for what nearly all of them are: a model can have half a million, and spreads take their time.
  if (type && !data) return { name, type, isFolded: false, sources: noSources };
  return { ...known, name, isFolded: false, sources: noSources };
}

/** Number of elements the stored tensor stands for; 0 for sizes that no file can hold, which the reader has reported. */
export function elementCount(constant: Constant): number {
  const count = constant.dims.reduce((product, it) => product * it, 1);
  return count <= Number.MAX_SAFE_INTEGER ? count : 0;
}

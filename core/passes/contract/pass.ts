import { type Problem } from "../../graph/problem.ts";
import { type Model } from "../../graph/model.ts";

/** One compression step: a model in, a new model out, and what changed. */
export interface Pass {
  /** Kebab-case verb and noun; equals the file name. */
  readonly id: string;
  readonly doc: string;
  apply(model: Model): PassResult;
}

export interface PassResult {
  readonly model: Model;
  /** One sentence for each change, with its numbers. */
  readonly changes: readonly string[];
  readonly problems: readonly Problem[];
}

// One file of weights as an editor sees it: a text, where things stand in it, and what is wrong; it must not know LSP.
import { type Problem } from "../../core/graph/problem.ts";
import { type CheckpointTree, checkpointTree } from "../../core/metrics/checkpoint-tree.ts";
import { type Checkpoint } from "../../core/read/checkpoint.ts";
import { LineIndex } from "../line-index.ts";
import { type WeightsFile, weightsText, type WeightsText } from "./weights-text.ts";

export interface WeightsView extends WeightsText {
  readonly kind: "weights";
  readonly name: string;
  readonly lines: LineIndex;
  readonly checkpoint: Checkpoint;
  readonly tree: CheckpointTree;
  readonly problems: readonly Problem[];
}

export function weightsView(file: WeightsFile, checkpoint: Checkpoint): WeightsView {
  const tree = checkpointTree(checkpoint.tensors);
  const written = weightsText(file, checkpoint, tree);
  return {
    kind: "weights",
    name: file.name,
    ...written,
    lines: new LineIndex(written.text),
    checkpoint,
    tree,
    problems: checkpoint.problems,
  };
}

import { type Analysis, type Total } from "../core/metrics/analysis.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { checkpointTree } from "../core/metrics/checkpoint-tree.ts";
import { type Model } from "../core/graph/model.ts";
import { type Checkpoint } from "../core/read/checkpoint.ts";

const noGraph: Model = {
  format: "pytorch",
  graph: { name: "", inputs: [], outputs: [], nodes: [], constants: new Map(), values: new Map() },
  opsets: new Map(),
  functions: [],
  metadata: new Map(),
};

const notKnown: Total = { isLowerBound: false };

/** Weights without a graph, as far as rules and budgets can judge them: by their size, and by what loading them would run. */
export function weightsAnalysis({ tensors }: Checkpoint): Analysis {
  const { parameters = 0, bytes, bytesByType } = checkpointTree(tensors);
  return {
    ...analyze(noGraph),
    totals: {
      parameters,
      multiplyAdds: notKnown,
      memoryAccess: notKnown,
      memoryAccessBytes: notKnown,
      memoryUsageBytes: notKnown,
      peakActivationBytes: notKnown,
      weightBytes: bytes,
      weightBytesByType: bytesByType as Analysis["totals"]["weightBytesByType"],
    },
  };
}

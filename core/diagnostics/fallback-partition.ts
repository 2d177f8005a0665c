import { type ComputeUnitName } from "../devices/contract/device.ts";
import { isKnown } from "../graph/dim.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type Subject, type Target } from "../rules/contract/subject.ts";
import { computedNodes } from "../support/computed-nodes.ts";
import { doubtfulNodes, fallbackOf, type JudgedNode } from "./judged-nodes.ts";

/** The part of a model that another unit than the chosen one computes. */
export interface FallbackPartition {
  /** The first node that the chosen unit does not compute. */
  readonly first: JudgedNode;
  readonly unit: ComputeUnitName;
  readonly nodes: readonly NodeReport[];
  /** Nodes of the model that compute anything. */
  readonly total: number;
  /** Pieces of neighbouring nodes that move to the other unit. */
  readonly pieces: number;
  /** True where everything after the first one goes along. */
  readonly isTail: boolean;
  /** Of the model's multiply-adds, of its memory access, and of its predicted time; undefined where not known. */
  readonly multiplyAdds?: number;
  readonly memoryAccess?: number;
  readonly milliseconds?: number;
}

export function fallbackPartition(subject: Subject): FallbackPartition | undefined {
  const { analysis, target } = subject;
  if (!target) return undefined;
  const moved = doubtfulNodes(subject).filter(({ support }) => support.supported === "no");
  // One node that nothing computes, and the model does not run: then there is no partition.
  if (moved.some(({ support }) => fallbackOf(target, support) === undefined)) return undefined;
  const [first] = moved;
  const unit = first && fallbackOf(target, first.support);
  if (!first || !unit) return undefined;
  const computed = computedNodes(analysis);
  // The Edge TPU's compiler splits a model once (without its option -a).
  const isTail = target.choice.runtime === "edgetpu";
  const isMoved = new Set(moved.map((it) => it.node));
  const nodes = computed.filter((it) => (isTail ? it.index >= first.node.index : isMoved.has(it)));
  return {
    first,
    unit,
    nodes,
    total: computed.length,
    isTail,
    pieces: piecesOf(computed, nodes),
    ...sharesOf(subject, target, nodes),
  };
}

function piecesOf(all: readonly NodeReport[], nodes: readonly NodeReport[]): number {
  const chosen = new Set(nodes);
  return all.filter((it, i) => chosen.has(it) && !chosen.has(all[i - 1] ?? it)).length || 1;
}

function sharesOf(
  { analysis }: Subject,
  { forecast }: Target,
  nodes: readonly NodeReport[],
): Pick<FallbackPartition, "multiplyAdds" | "memoryAccess" | "milliseconds"> {
  const share = (key: "multiplyAdds" | "memoryAccess") => {
    const total = analysis.totals[key].value;
    const sum = nodes.map((it) => it.cost[key]).reduce<number>((a, b) => a + (isKnown(b) ? b : 0), 0);
    return total === undefined || total === 0 ? undefined : sum / total;
  };
  const [multiplyAdds, memoryAccess] = [share("multiplyAdds"), share("memoryAccess")];
  const milliseconds = nodes.reduce((sum, it) => sum + (forecast?.nodeMs.get(it.index) ?? 0), 0);
  return {
    ...(multiplyAdds !== undefined && { multiplyAdds }),
    ...(memoryAccess !== undefined && { memoryAccess }),
    ...(milliseconds > 0 && { milliseconds }),
  };
}

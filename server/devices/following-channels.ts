// Which arguments of other layers have to follow when a layer's output gets another width; it must not guess.
import { linksOf, type Links } from "../../core/diagnostics/links.ts";
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";

export interface FollowingArgument {
  readonly node: NodeReport;
  readonly name: "in_channels" | "num_features";
}

/** What takes channels as they come. */
const passing = new Set(
  (
    "Relu Clip LeakyRelu HardSwish HardSigmoid Swish Mish Gelu Elu Selu Sigmoid Tanh Softplus Identity Dropout " +
    "MaxPool AveragePool GlobalAveragePool"
  ).split(" "),
);

/** Undefined where the width also matters to something else: a sum, a join, an output. */
export function followingChannels(
  node: NodeReport,
  { nodes, outputs }: Analysis,
): readonly FollowingArgument[] | undefined {
  const found: FollowingArgument[] = [];
  const isOutput = (report: NodeReport) => report.outputs.some((it) => it && outputs.includes(it));
  return collect(node, { links: linksOf(nodes), isOutput, found }) ? found : undefined;
}

interface Walk {
  readonly links: Links;
  readonly isOutput: (report: NodeReport) => boolean;
  readonly found: FollowingArgument[];
}

function collect(report: NodeReport, walk: Walk): boolean {
  if (walk.isOutput(report)) return false;
  return walk.links.consumers(report.outputs[0]).every((it) => {
    const type = it.operator?.domain ? "" : (it.operator?.type ?? "");
    if (type === "Conv") {
      const group = it.node.attributes.get("group");
      walk.found.push({ node: it, name: "in_channels" });
      return group?.kind !== "int" || group.value === 1;
    }
    if (type === "BatchNormalization") walk.found.push({ node: it, name: "num_features" });
    else if (!passing.has(type)) return false;
    return collect(it, walk);
  });
}

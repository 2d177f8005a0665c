import { bytesText } from "../graph/quantities.ts";
import { isKnown } from "../graph/dim.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type Rule } from "./contract/rule.ts";
import { type Subject } from "./contract/subject.ts";

export const redundantTranspose: Rule = {
  id: "redundant-transpose",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "A transpose undoes the one before it.",
  why:
    "Each of them reads and writes the whole tensor, out of order. They come from changes between channels-first and channels-last " +
    "around single operators; not every runtime removes them.",
  fix: "Leave both out, or move the operators between them into the layout of the rest of the model.",
  sources: ["ONNX specification of Transpose: two permutations compose to one"],
  bad: {
    model: `there_and_back (float[1, 64, 56, 56] x) => (float[1, 64, 56, 56] y) {
  a = Transpose <perm = [0, 2, 3, 1]> (x)
  b = Relu (a)
  y = Transpose <perm = [0, 3, 1, 2]> (b)
}`,
  },
  good: {
    model: `to_tokens (float[1, 64, 56, 56] x) => (float[1, 56, 56, 64] y) {
  y = Transpose <perm = [0, 2, 3, 1]> (x)
}`,
  },

  *check(subject) {
    for (const node of subject.analysis.nodes) {
      if (node.isFolded || !permutationOf(node)) continue;
      const first = undone(node, subject);
      const bytes = node.cost.memoryAccessBytes;
      if (!first || !isKnown(bytes) || !isKnown(first.cost.memoryAccessBytes)) continue;
      const moved = bytes + first.cost.memoryAccessBytes;
      yield {
        message: `Transpose undoes that of "${first.label}": the two move ${bytesText(moved)} for nothing.`,
        node,
        weight: moved,
      };
    }
  },
};

const keepsLayout = new Set(
  "Relu Clip LeakyRelu Sigmoid Tanh HardSwish HardSigmoid Gelu Elu Cast Identity Dropout Neg Abs Exp Sqrt".split(
    " ",
  ),
);
const mostSteps = 8;

/** The transpose that this one undoes, behind operators that don't care about the layout. */
function undone(node: NodeReport, { links }: Subject): NodeReport | undefined {
  let tensor = node.inputs[0];
  for (let step = 0; step < mostSteps; step++) {
    const producer = links.producer(tensor);
    // Somebody else needs the transposed values.
    if (!producer || links.consumers(tensor).length > 1) return undefined;
    const before = permutationOf(producer);
    if (before) return isInverse(before, permutationOf(node) ?? []) ? producer : undefined;
    if (!keepsLayout.has(producer.operator?.type ?? "")) return undefined;
    tensor = producer.inputs[0];
  }
  return undefined;
}

/** Undefined for other nodes, and for the default permutation, which depends on the rank. */
function permutationOf({ operator, node }: NodeReport): readonly number[] | undefined {
  const perm = operator?.type === "Transpose" ? node.attributes.get("perm") : undefined;
  return perm?.kind === "ints" ? perm.value : undefined;
}

function isInverse(first: readonly number[], second: readonly number[]): boolean {
  return first.length === second.length && second.every((it, i) => first[it] === i);
}

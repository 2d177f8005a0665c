import { convolutionOf, isDepthwise, isPointwise, product } from "../diagnostics/convolution.ts";
import { onwards } from "../diagnostics/onwards.ts";
import { times } from "../diagnostics/numbers.ts";
import { isKnown } from "../graph/dim.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type Rule } from "./contract/rule.ts";
import { type Subject } from "./contract/subject.ts";

/** Below this many times the memory access of the standard convolution there is nothing to say. */
const leastRatio = 3;
/** All pairs together: where they move less than this share of the model's traffic there is nothing to gain. */
const leastShare = 0.1;

export const depthwiseMemoryAccess: Rule = {
  id: "depthwise-memory-access",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "A depthwise separable convolution moves several times the memory of a standard convolution with the same multiply-adds.",
  why:
    "Its cost in multiply-adds is small, its cost in time is not. The depthwise step reads and writes each value for k·k multiply-adds " +
    "only, so that memory sets its pace, and the pointwise step reads all of it again. With the same multiply-adds a standard " +
    "convolution has fewer channels, and moves 4 to 6 times less. Some devices also move depthwise data at a lower rate.",
  fix:
    "Where memory is the bound, take fewer and narrower layers of standard convolutions, at least in the first stages, where maps are " +
    "large (as EfficientNetV2 and EdgeTPU variants of MobileNet do). Keep it where parameters matter more than time.",
  sources: [
    "Survey, section 3.3, Table 11 and Eq. 6",
    "Ma et al., ShuffleNet V2 (2018), guideline G2: memory access grows with the number of groups at equal multiply-adds",
    "ANNETTE's published model of the NCS2: 1.08 GB/s for depthwise, 5.68 GB/s for dense convolutions",
  ],
  bad: {
    model: `separable (float[1, 144, 56, 56] x, float[144, 1, 3, 3] w = ["location": "w.bin"], float[144, 144, 1, 1] v = ["location": "w.bin"])
  => (float[1, 144, 56, 56] z) {
  y = Conv <group = 144, pads = [1, 1, 1, 1]> (x, w)
  r = Relu (y)
  z = Conv (r, v)
}`,
  },
  good: {
    model: `standard (float[1, 48, 56, 56] x, float[48, 48, 3, 3] w = ["location": "w.bin"]) => (float[1, 48, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
  },

  *check(subject) {
    const total = subject.analysis.totals.memoryAccess.value;
    const pairs = subject.analysis.nodes.flatMap((node) => {
      const pair = separable(node, subject);
      return pair && pair.ratio >= leastRatio ? [{ node, ...pair }] : [];
    });
    const moved = pairs.reduce((sum, it) => sum + it.memoryAccess, 0);
    if (total !== undefined && moved < leastShare * total) return;
    const where = slowest(subject);
    for (const { node, kernel, channels, ratio, memoryAccess } of pairs) {
      const message =
        `Depthwise convolution ${kernel} of ${channels} channels and its pointwise convolution: ${times(ratio)} the memory ` +
        `access of a standard convolution with the same multiply-adds.${where}`;
      yield { message, node, weight: memoryAccess };
    }
  },
};

interface Separable {
  readonly kernel: string;
  readonly channels: number;
  /** Elements that the two layers move (Eq. 6). */
  readonly memoryAccess: number;
  /** Over what the standard convolution moves. */
  readonly ratio: number;
}

/** A depthwise convolution and the pointwise one behind it; undefined where there is none, or a size is not known. */
function separable(node: NodeReport, { links }: Subject): Separable | undefined {
  const depthwise = convolutionOf(node);
  if (!depthwise || depthwise.isTransposed || !isDepthwise(depthwise)) return undefined;
  const next = onwards(node, links).find((it) => convolutionOf(it));
  const pointwise = next && convolutionOf(next);
  if (!next || !pointwise || !isPointwise(pointwise)) return undefined;
  const moved = [node, next].map((it) => it.cost.memoryAccess);
  const work = [node, next].map((it) => it.cost.multiplyAdds);
  if (!moved.every(isKnown) || !work.every(isKnown)) return undefined;
  const memoryAccess = moved.reduce((a, b) => a + b, 0);
  const multiplyAdds = work.reduce((a, b) => a + b, 0);
  // The standard convolution keeps kernel, sizes and the proportion of input to output channels: both shrink by one factor.
  const { inputChannels: inputs, inputSize, kernel } = depthwise;
  const outputs = pointwise.outputChannels;
  const places = product(pointwise.outputSize);
  const full = product(kernel) * inputs * outputs * places;
  const factor = Math.sqrt(multiplyAdds / full);
  const weights = product(kernel) * inputs * outputs * factor * factor;
  const standard = factor * (inputs * product(inputSize) + outputs * places) + weights;
  return { kernel: kernel.join("×"), channels: inputs, memoryAccess, ratio: memoryAccess / standard };
}

/** Of the chosen devices the one that is slowest at it, where its rates are known. */
function slowest({ targets }: Subject): string {
  const known = targets.flatMap(({ device, forecast }) => {
    const { dense, depthwise } = forecast?.bandwidth ?? {};
    return dense !== undefined && depthwise !== undefined && dense > depthwise
      ? [{ name: device.name, dense, depthwise }]
      : [];
  });
  const [worst] = known.sort((a, b) => b.dense / b.depthwise - a.dense / a.depthwise);
  if (!worst) return "";
  const rate = (it: number) => (it / 1e9).toPrecision(2);
  return (
    ` On ${worst.name} its memory time is ${times(worst.dense / worst.depthwise)} that of a dense convolution ` +
    `(${rate(worst.depthwise)} of ${rate(worst.dense)} GB/s).`
  );
}

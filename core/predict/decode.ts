import { type Device } from "../devices/contract/device.ts";
import { type Precision } from "../devices/contract/runtime.ts";
import { type Analysis } from "../metrics/analysis.ts";
import { type Band } from "./band.ts";
import { type Machine } from "./machine.ts";
import { type DecodePrediction } from "./prediction.ts";
import { type Plan } from "./roofline.ts";
import { type Workload } from "./workload.ts";

/**
 * Share of the memory's bandwidth that decoding reaches: 80-90% on Jetson boards, 54-65% on a Raspberry Pi 5 (tokens
 * per second times bytes of published runs; docs/prediction.md).
 */
const shares: Readonly<Record<Machine["kind"], Band>> = {
  gpu: { low: 0.75, expected: 0.85, high: 0.92 },
  cpu: { low: 0.5, expected: 0.6, high: 0.68 },
  npu: { low: 0.6, expected: 0.78, high: 0.88 },
};

const bytesPerWeight: Readonly<Record<Precision, number>> = {
  fp32: 4,
  tf32: 4,
  fp16: 2,
  bf16: 2,
  int16: 2,
  int8: 1,
  // Scales of blocks of 32 weights come on top.
  int4: 0.5625,
};

interface Subject {
  readonly analysis: Analysis;
  readonly workload: Workload;
  readonly device: Device;
  readonly choice: { readonly precision: Precision };
  readonly base: { readonly machine: Machine };
}

/**
 * The time of one token after the first, for graphs that read token ids and attend: every weight, key and value is read
 * once, and nothing else takes as long. The latency of such a graph is that of its prefill.
 */
export function decodeOf(
  { analysis, workload, choice, base }: Subject,
  plan: Plan,
): DecodePrediction | undefined {
  if (!readsTokens(analysis, workload)) return undefined;
  const bytesPerToken = plan.weights * bytesPerWeight[choice.precision] + keyValueBytes(workload);
  const { bandwidth, kind } = base.machine;
  const { low, expected, high } = shares[kind];
  const seconds = (share: number) => bytesPerToken / (bandwidth * 1e9 * share);
  const tokenMs = {
    low: 1000 * seconds(high),
    expected: 1000 * seconds(expected),
    high: 1000 * seconds(low),
  };
  return {
    tokenMs,
    tokensPerSecond: { low: 1 / seconds(low), expected: 1 / seconds(expected), high: 1 / seconds(high) },
    bytesPerToken,
  };
}

function readsTokens({ inputs }: Analysis, { nodes }: Workload): boolean {
  const type = inputs[0]?.type;
  const isIds = type?.kind === "tensor" && (type.dtype === "int64" || type.dtype === "int32");
  return isIds && nodes.some((it) => it.kind === "product");
}

/** What attention reads besides the queries, in 16 bits: the second operand of products of what flows. */
function keyValueBytes({ nodes, tensors }: Workload): number {
  return nodes
    .filter((it) => it.kind === "product")
    .reduce(
      (sum, { inputs }) => sum + 2 * inputs.slice(1, 3).reduce((n, it) => n + (tensors[it] ?? 0), 0),
      0,
    );
}

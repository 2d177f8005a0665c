import { type Device } from "../devices/contract/device.ts";
import { type NoPrediction, type Prediction } from "../predict/prediction.ts";
import { type Forecast } from "../rules/contract/subject.ts";

/** A prediction as rules ask for it, with what was measured on its device; undefined where there is no prediction. */
export function forecastOf(prediction: Prediction | NoPrediction, device?: Device): Forecast | undefined {
  if ("noData" in prediction) return undefined;
  const { latencyMs, energyMj, peakMemoryBytes, freeMemoryBytes, kernels } = prediction;
  const bandwidth = device && measuredBandwidth(device);
  return {
    latencyMs,
    ...(energyMj && { energyMj }),
    ...(peakMemoryBytes !== undefined && { peakMemoryBytes }),
    ...(freeMemoryBytes !== undefined && { availableMemoryBytes: freeMemoryBytes }),
    ...(bandwidth && { bandwidth }),
    nodeMs: new Map(kernels.flatMap(({ nodes: [first], ms }) => (first === undefined ? [] : [[first, ms]]))),
  };
}

function measuredBandwidth({ measured }: Device): Forecast["bandwidth"] {
  const rate = (kind: string) =>
    measured.find((it) => it.unit === "GB/s" && it.what === `Bandwidth of ${kind} convolutions`)?.median;
  const [dense, depthwise] = [rate("dense"), rate("depthwise")];
  return {
    ...(dense !== undefined && { dense: dense * 1e9 }),
    ...(depthwise !== undefined && { depthwise: depthwise * 1e9 }),
  };
}

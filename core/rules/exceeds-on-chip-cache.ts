import { bytesText } from "../graph/quantities.ts";
import { memoryNeed } from "../diagnostics/memory-need.ts";
import { type Rule } from "./contract/rule.ts";

export const exceedsOnChipCache: Rule = {
  id: "exceeds-on-chip-cache",
  group: "fit",
  severity: "warning",
  isForTarget: true,
  what: "The weights do not fit into the accelerator's own memory.",
  why:
    "What does not fit is sent over USB or PCIe again for each inference. Inception v4 takes 100 ms on a Coral Dev Board (PCIe) and " +
    "1055 ms behind a Raspberry Pi 3's USB 2.",
  fix: "Stay below the cache: fewer channels in the late, wide layers, a smaller classifier; or split the model over several accelerators.",
  sources: [
    "google-coral/pycoral, reference benchmarks",
    "Edge TPU compiler logs in public issues: 6.9 MiB used or left, less with large scratch memory",
  ],
  bad: {
    model: `wide (float[1, 512, 7, 7] x, float[2048, 512, 3, 3] w = ["location": "w.bin"]) => (float[1, 2048, 7, 7] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "coral-usb",
  },
  good: {
    model: `narrow (float[1, 512, 7, 7] x, float[512, 512, 3, 3] w = ["location": "w.bin"]) => (float[1, 512, 7, 7] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "coral-usb",
  },

  *check({ analysis, target }) {
    const cache = target?.choice.unit === "npu" ? target.device.memory.weightCacheBytes : undefined;
    const need = target && memoryNeed(analysis, target);
    if (!target || !need || cache === undefined || need.weights <= cache) return;
    const streamed = need.weights - cache;
    const link = target.device.links?.find((it) => it.bytesPerSecond !== undefined);
    const cost = link?.bytesPerSecond
      ? `, about ${Math.round((1000 * streamed) / link.bytesPerSecond)} ms over ${link.name}`
      : "";
    yield {
      message:
        `Weights of ${bytesText(need.weights)} in ${target.choice.precision} exceed the ${bytesText(cache)} that ${target.device.name} keeps: ` +
        `${bytesText(streamed)} are sent again for each inference${cost}.`,
      weight: streamed,
    };
  },
};

import { type Device } from "./contract/device.ts";
import { cited, derived } from "./contract/source.ts";

export const hailo8l = {
  id: "hailo-8l",
  name: "Hailo-8L (Raspberry Pi AI Kit / AI HAT+ 13 TOPS)",
  vendor: "Hailo",
  kind: "accelerator",
  npu: { name: "Hailo-8L", peak: { int8: { operationsPerSecond: 13e12 } } },
  memory: { isSharedWithCpu: false, note: "no external memory" },
  isHostRequired: true,
  links: [
    { name: "PCIe x1", note: "Raspberry Pi 5; expect several times less than over four lanes" },
    {
      name: "PCIe Gen3 x4",
      bytesPerSecond: 3.5e9,
      note: "about 10 to 12 million parameters fit; weights of larger networks are sent again for each batch",
    },
  ],
  runtimes: [{ id: "hailo", unit: "npu", precisions: ["int8"] }],
  defaultRuntime: { runtime: "hailo", unit: "npu", precision: "int8" },
  formats: ["hef"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [
    "large networks fall far below the ratio of TOPS: resnet_v1_50 reaches 138 FPS, 1372 on Hailo-8 (hailo-ai/hailo_model_zoo)",
  ],
  references: ["blog.mbedded.ninja on AI accelerators (13 TOPS)", "hailo-ai/hailo_model_zoo, HAILO8L"],
  sources: {
    "": cited("blog.mbedded.ninja on AI accelerators (13 TOPS)"),
    links: derived(
      "8-bit weights re-sent for each batch: parameters × fps settles near 3.5 GB/s on PCIe Gen3 x4 (ResNet-50 on Hailo-8L, ArcFace-R50 and ViT-B on Hailo-8; hailo-ai/hailo_model_zoo)",
    ),
  },
} satisfies Device;

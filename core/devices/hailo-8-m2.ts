import { type Device } from "./contract/device.ts";
import { cited, derived, survey, unverified } from "./contract/source.ts";

export const hailo8M2 = {
  id: "hailo-8-m2",
  name: "Hailo-8 M.2 module",
  vendor: "Hailo",
  kind: "accelerator",
  npu: { name: "Hailo-8", peak: { int8: { operationsPerSecond: 26e12 } } },
  memory: {
    isSharedWithCpu: false,
    note: "no external memory: weights stay in on-chip SRAM or are streamed from the host for each context",
  },
  power: { typicalWatts: 2.5, note: "that the maximum of the module is far higher is not confirmed" },
  isHostRequired: true,
  links: [
    {
      name: "PCIe Gen3 x4",
      bytesPerSecond: 3.5e9,
      note: "weights of a network that does not fit are sent again for each batch; about 25 million parameters fit",
    },
  ],
  runtimes: [{ id: "hailo", unit: "npu", precisions: ["int8"] }],
  defaultRuntime: { runtime: "hailo", unit: "npu", precision: "int8" },
  formats: ["hef"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 4,
    cells: {
      Company: "Hailo",
      Device: "Hailo-8 M.2 AI Acceleration Module",
      "Computing power": "26TOPS",
      "Power Consumption": "2.5 W",
      CPU: "*",
      GPU: "*",
      "AI accelerator": "Hailo-8",
      RAM: "*",
      "Supported DL frameworks": "TensorFlow, ONNX, Keras, Pytorch",
    },
  },
  corrections: [
    {
      field: "isHostRequired",
      paperValue: "footnote a lists only NCS2, Coral USB and MLU220-M.2 as coprocessors",
      verifiedValue: "Hailo-8 M.2 also needs a host (PCIe)",
      confidence: "high",
      source: cited(
        "awesomeagents.ai/hardware/hailo-10h (Hailo-8 has no external memory interface); note a of the survey's Table 1",
      ),
    },
  ],
  measured: [],
  notes: [],
  references: ["hailo-ai/hailo_model_zoo", "hailo-ai/hailort"],
  sources: {
    "": survey(),
    links: derived(
      "8-bit weights re-sent for each batch: parameters × fps settles near 3.5 GB/s on PCIe Gen3 x4 (ResNet-50 on Hailo-8L, ArcFace-R50 and ViT-B on Hailo-8; hailo-ai/hailo_model_zoo)",
    ),
    "power.note": unverified(),
    "memory.note": cited("awesomeagents.ai/hardware/hailo-10h (Hailo-8 has no external memory interface)"),
  },
} satisfies Device;

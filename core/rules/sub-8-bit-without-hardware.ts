import { runtimeNames } from "../devices/contract/runtime.ts";
import { bytesText } from "../graph/quantities.ts";
import { type DataType } from "../graph/data-type.ts";
import { type Rule } from "./contract/rule.ts";

const narrow: ReadonlySet<DataType> = new Set(["int4", "uint4", "float4e2m1", "int2", "uint2"] as const);

export const sub8BitWithoutHardware: Rule = {
  id: "sub-8-bit-without-hardware",
  group: "compression",
  severity: "warning",
  isForTarget: true,
  what: "Weights of less than 8 bits on a device that does not compute with them.",
  why: "They are unpacked to 8 or 16 bits before each use. That pays only where the weights are what is waited for, as in the decoding of language models; elsewhere it is slower than int8, and less accurate.",
  fix: "Use int8, or a runtime with kernels for packed weights (llama.cpp on CPUs, TensorRT-LLM).",
  sources: ["Survey, section 7.4: most edge devices do not support low-bit quantization well"],
  bad: {
    model: `packed (float[1, 64, 56, 56] x, int4[64, 64, 3, 3] q = ["location": "w.bin"], float[64] s = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  w = DequantizeLinear <axis = 0> (q, s)
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "intel-ncs2",
  },
  good: {
    model: `quantized (float[1, 64, 56, 56] x, int8[64, 64, 3, 3] q = ["location": "w.bin"], float[64] s = ["location": "w.bin"]) => (float[1, 64, 56, 56] y)
<float t = {0.1}, int8 z = {0}>
{
  a = QuantizeLinear (x, t, z)
  b = DequantizeLinear (a, t, z)
  w = DequantizeLinear <axis = 0> (q, s)
  y = Conv <group = 1, pads = [1, 1, 1, 1]> (b, w)
}`,
    device: "jetson-orin-nano-8gb",
  },

  *check({ analysis, target }) {
    if (!target || target.device.precisionsAccelerated.includes("int4")) return;
    const runtime = target.device.runtimes.find(
      (it) => it.id === target.choice.runtime && it.unit === target.choice.unit,
    );
    if (runtime?.precisions.includes("int4")) return;
    let bytes = 0;
    for (const [type, size] of analysis.totals.weightBytesByType) if (narrow.has(type)) bytes += size;
    if (bytes === 0) return;
    yield {
      message: `${bytesText(bytes)} of weights have less than 8 bits; ${target.device.name} with ${runtimeNames[target.choice.runtime]} unpacks them first.`,
    };
  },
};

import { type RuntimeId } from "../devices/contract/runtime.ts";

/** How a model gets into the file that a runtime loads, for runtimes that load neither ONNX nor PyTorch. */
export interface Conversion {
  /** What the runtime loads. */
  readonly takes: string;
  /** The documented way from ONNX; undefined: there is none. */
  readonly fromOnnx?: string;
  /** The one from PyTorch, where it does not lead over ONNX. */
  readonly fromPytorch?: string;
  readonly source: string;
}

const toTflite = "onnx2tf (or litert-torch from PyTorch) writes TFLite";
const coral = "coral.ai, TensorFlow models on the Edge TPU, and edgetpu_compiler; onnx2tf on PyPI";

/** By runtime. One that is missing loads ONNX, or nothing is written down about it. */
const table: Partial<Readonly<Record<RuntimeId, Conversion>>> = {
  edgetpu: {
    takes: "TFLite in full-integer int8, compiled for the Edge TPU",
    fromOnnx: `${toTflite}; quantize it to full-integer int8 with sample inputs, then run edgetpu_compiler, which needs x86-64 Linux`,
    source: coral,
  },
  tflite: { takes: "TFLite (int8 or float32)", fromOnnx: toTflite, source: "onnx2tf on PyPI" },
  "tflite-micro": {
    takes: "TFLite, most often in full-integer int8",
    fromOnnx: `${toTflite}; quantize it to full-integer int8 with sample inputs`,
    source: "onnx2tf on PyPI",
  },
  openvino: {
    takes: "OpenVINO IR (FP16 for MYRIAD)",
    fromOnnx:
      "OpenVINO 2022.3: mo --input_model model.onnx --data_type FP16 (the spelling of the option is not verified)",
    source: 'intel.com, article 000089522: "Intel NCS2 requires FP16 model format"; docs.openvino.ai/2023.3',
  },
  hailo: {
    takes: "HEF, compiled for its int8 cores",
    fromOnnx:
      "Hailo's Dataflow Compiler on an x86 computer quantizes the ONNX with sample inputs and compiles it",
    source: "hailo-ai/hailo_model_zoo",
  },
  rknn: {
    takes: ".rknn, quantized to int8 or in float16",
    fromOnnx:
      "RKNN-Toolkit2 on an x86 computer: config, load_onnx, build with a list of sample inputs, export_rknn",
    source: "airockchip/rknn-toolkit2, README and API reference 2.3.2",
  },
  "vitis-ai": {
    takes: "xmodel, quantized to int8 for the DPU",
    fromOnnx: "the Vitis AI quantizer on an x86 computer, then its compiler with the board's arch.json",
    fromPytorch:
      "the Vitis AI quantizer takes the PyTorch module itself, then its compiler with the board's arch.json",
    source: "Xilinx/Vitis-AI 2.5, model_zoo README",
  },
  "llama.cpp": {
    takes: "GGUF (4- to 16-bit weights) of a language model that it knows",
    fromPytorch:
      "its convert_hf_to_gguf.py takes Hugging Face checkpoints of the architectures that it knows",
    source: "ggml-org/llama.cpp, README",
  },
};

export function conversionFor(runtime: RuntimeId): Conversion | undefined {
  return table[runtime];
}

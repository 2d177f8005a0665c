// What of the published measurements is used, and as what; what is left out, and why.
import { type Measure } from "../../core/predict/calibration.ts";
import { type CoreChoice, type Precision } from "../../core/predict/machine.ts";

/** One row of the table. */
export interface Row {
  readonly canonical_model: string;
  readonly device: string;
  readonly runtime: string;
  readonly precision: string;
  readonly batch: string;
  readonly source_model_name: string;
  readonly input_shape: string;
  readonly latency_ms: string;
  readonly latency_basis: string;
  readonly includes_prepost: string;
  readonly power_mode: string;
  readonly source: string;
}

export interface Measurement {
  /** Canonical name of the network: what is left out together. */
  readonly model: string;
  /** Key of the description that stands for it. */
  readonly workload: string;
  readonly machine: string;
  readonly family: string;
  readonly precision: Precision;
  readonly measure: Measure;
  readonly batch: number;
  readonly threads?: number;
  readonly cores: CoreChoice;
  /** Clock in use over the machine's. */
  readonly clock: number;
  /** What was run in one sitting: same board, software, settings. */
  readonly run: string;
  readonly milliseconds: number;
}

export type Reading = Measurement | { readonly excluded: string };

export function readMeasurement(row: Row): Reading {
  const milliseconds = Number(row.latency_ms);
  if (!(milliseconds > 0)) return { excluded: "no latency" };
  const doubt = doubtOf(row);
  if (doubt) return { excluded: doubt };
  const device = deviceOf(row);
  const family = familyOf(row);
  const precision = precisionOf(row, family);
  if (!device || !family || !precision) return { excluded: "device, runtime or precision not described" };
  const { machine, ...settings } = device;
  return {
    model: row.canonical_model.replace("?", ""),
    workload: workloadKey(row),
    machine,
    family,
    precision,
    measure: measureOf(row),
    batch: Number(row.batch),
    cores: "all",
    clock: clockOf(row.power_mode),
    ...threadsOf(row.power_mode),
    ...settings,
    run: [
      row.device,
      row.runtime,
      row.precision,
      row.power_mode,
      row.source.split("/").slice(0, 4).join("/"),
    ].join("|"),
    milliseconds,
  };
}

/** The rows that cannot be what they say: see the notes beside the table. */
function doubtOf({
  device,
  runtime,
  canonical_model,
  includes_prepost,
  input_shape,
}: Row): string | undefined {
  if (canonical_model.endsWith("?")) return "which network it was is not certain";
  if (runtime.startsWith("OpenCV DNN")) return "one network for each board, with image handling";
  if (device.startsWith("8x Myriad")) return "eight chips at once";
  if (device.startsWith("Coral") && canonical_model === "inception_v3" && input_shape.includes("224")) {
    return "quicker than its weights come over the link: another network of that name";
  }
  if (device.includes("DLA")) return "two networks, on a unit that nothing else was measured on";
  if (runtime.startsWith("ncnn") && includes_prepost === "yes")
    return "frame rates of an application, not of the network";
  return undefined;
}

const devices: readonly (readonly [
  pattern: RegExp,
  machine: string,
  more?: { clock?: number; cores?: CoreChoice },
])[] = [
  [/^Jetson Nano CPU/, "jetson-nano/cpu"],
  [/^Jetson Nano/, "jetson-nano/gpu"],
  [/^Jetson TX2 NX CPU/, "jetson-tx2-nx/cpu"],
  [/^Jetson TX2 NX/, "jetson-tx2-nx/gpu"],
  [/^Jetson TX2/, "jetson-tx2/gpu"],
  [/^Jetson Xavier NX/, "jetson-xavier-nx/gpu"],
  [/^Jetson AGX Xavier CPU/, "jetson-agx-xavier/cpu"],
  [/^Jetson AGX Xavier/, "jetson-agx-xavier/gpu"],
  [/^Jetson Orin Nano Super 8GB CPU/, "jetson-orin-nano-8gb-super/cpu"],
  [/^Jetson Orin Nano Super/, "jetson-orin-nano-8gb-super/gpu"],
  [/^Jetson Orin Nano CPU/, "jetson-orin-nano-8gb/cpu"],
  [/^Jetson Orin Nano/, "jetson-orin-nano-8gb/gpu"],
  [/^Jetson Orin NX 16GB CPU/, "jetson-orin-nx-16gb/cpu"],
  [/^Jetson AGX Orin.* CPU/, "jetson-agx-orin-64gb/cpu"],
  [/^Jetson AGX Orin/, "jetson-agx-orin-64gb/gpu"],
  [/^Raspberry Pi Zero 2W/, "raspberry-pi-zero-2w/cpu"],
  [/^Raspberry Pi 2/, "raspberry-pi-2/cpu"],
  [/^Raspberry Pi 3B\+/, "raspberry-pi-3b-plus/cpu"],
  [/^Raspberry Pi 3B/, "raspberry-pi-3b/cpu"],
  [/^Raspberry Pi 4B @1950MHz/, "raspberry-pi-4/cpu", { clock: 1950 / 1800 }],
  [/^Raspberry Pi 4B \(/, "raspberry-pi-4/cpu", { clock: 1.5 / 1.8 }],
  [/^Raspberry Pi 4B/, "raspberry-pi-4/cpu"],
  [/^Raspberry Pi 5 \(OC 2.9GHz\) GPU/, "raspberry-pi-5/gpu"],
  [/^Raspberry Pi 5 GPU/, "raspberry-pi-5/gpu"],
  [/^Raspberry Pi 5 (\(OC|@2900)/, "raspberry-pi-5/cpu", { clock: 2.9 / 2.4 }],
  [/^Raspberry Pi 5/, "raspberry-pi-5/cpu"],
  [/^RK3399.*CPU/, "rk3399/cpu"],
  [/^RK3399 GPU/, "rk3399/gpu"],
  [/^RK3566 CPU/, "rk3566/cpu"],
  [/^RK3566 GPU/, "rk3566/gpu"],
  [/^RK3568 CPU/, "rk3568/cpu"],
  [/^(RK3588S? CPU|Rock 5)/, "rk3588/cpu"],
  [/^RK3588S? GPU/, "rk3588/gpu"],
  [/^RK3562 NPU/, "rk3562/npu"],
  [/^RK3566\/RK3568 NPU/, "rk3566/npu"],
  [/^RK3576 NPU/, "rk3576/npu-core"],
  [/^RK3588 NPU \(1 core\)/, "rk3588/npu-core"],
  [/^RK3588 NPU/, "rk3588/npu"],
  [/^RK1808/, "rk1808/npu"],
  [/^RV1109/, "rv1109/npu"],
  [/^RV1126 NPU/, "rv1126/npu"],
  [/^Amlogic A311D CPU/, "amlogic-a311d/cpu"],
  [/^Amlogic A311D GPU/, "amlogic-a311d/gpu"],
  [/^Amlogic A311D NPU/, "amlogic-a311d/npu"],
  [/^Khadas VIM4 \(A311D2\) CPU/, "amlogic-a311d2/cpu"],
  [/^Khadas VIM4 \(A311D2\) GPU/, "amlogic-a311d2/gpu"],
  [/^Amlogic C308X/, "amlogic-c308x/npu"],
  [/^Amlogic S905D3/, "amlogic-s905d3/npu"],
  [/^Odroid N2\+ .* CPU/, "odroid-n2-plus/cpu"],
  [/^Odroid N2\+ .* GPU/, "odroid-n2-plus/gpu"],
  [/^Axera AX620A/, "ax620a/cpu"],
  [/^Axera AX8850/, "ax8850/npu"],
  [/^NXP i.MX7D/, "imx7d/cpu"],
  [/^NXP i.MX 8M Plus CPU/, "imx-8m-plus/cpu"],
  [/^NXP i.MX 8M Plus NPU/, "imx-8m-plus/npu"],
  [/^Coral Dev Board CPU/, "coral-dev-board/cpu"],
  [/^Coral Dev Board Mini/, "coral-dev-board-mini/npu"],
  [/^Coral Dev Board/, "coral-dev-board/npu"],
  [/^Coral USB/, "coral-usb/npu"],
  [/^Horizon X3 CPU/, "horizon-x3/cpu"],
  [/^Renesas RZ\/G2L/, "rzg2l/cpu"],
  [/^MediaTek MT8168 CPU/, "mt8168/cpu"],
  [/^MediaTek MT8168 APU/, "mt8168/npu"],
  [/^Kirin 990 5G CPU/, "kirin-990/cpu"],
  [/^Kirin 990 5G NPU/, "kirin-990-5g/npu"],
  [/^(Intel NCS2|Luxonis OAK)/, "intel-ncs2/npu"],
  [/^ZCU102/, "zcu102/npu"],
  [/^ZCU104/, "zcu104/npu"],
  [/^Ultra96/, "ultra96/npu"],
  [/^Hailo-8 \(Rasp/, "hailo-8-pi/npu"],
  [/^Hailo-8L \(Rasp/, "hailo-8l-pi/npu"],
  [/^Hailo-8L/, "hailo-8l/npu"],
  [/^Hailo-8/, "hailo-8/npu"],
  [/^Sophgo BM1684X/, "bm1684x/npu"],
  [/^Sophgo BM1684/, "bm1684/npu"],
  [/^Sophgo BM1688/, "bm1688/npu-core"],
  [/^Sophgo CV186X/, "cv186x/npu"],
  [/^Ascend 310 .*x86/, "ascend-310/npu"],
  [/^Ascend 310 .*Kunpeng/, "ascend-310-kunpeng/npu"],
  [/^Cambricon MLU370/, "mlu370-s4/npu"],
  [/^Qualcomm QCS6490/, "qcs6490/npu"],
  [/^Qualcomm QCS8550/, "qcs8550/npu"],
  [/^Qualcomm IQ-9075/, "iq-9075/npu"],
  [/^Snapdragon 8 Gen3/, "snapdragon-8-gen-3/npu"],
  [/^Snapdragon 8 Elite/, "snapdragon-8-elite/npu"],
  [/^Intel Atom x6425E \(CPU\)/, "atom-x6425e/cpu"],
  [/^Intel Atom x6425E \(iGPU\)/, "atom-x6425e/gpu"],
];

function deviceOf({ device, power_mode, source_model_name, source }: Row) {
  if (source_model_name.endsWith("_2core")) return { machine: "bm1688/npu" };
  const phone = /^(Snapdragon \d+G?\+?|Kirin \d+)(?: CPU| GPU| NPU)/.exec(device);
  if (phone?.[1]) {
    const name = phone[1].toLowerCase().replace(" ", "-").replace("+", "");
    return { machine: `${name}/${/ (CPU|GPU|NPU)/.exec(device)?.[1]?.toLowerCase() ?? "cpu"}` };
  }
  const found = devices.find(([pattern]) => pattern.test(device));
  if (!found) return undefined;
  const [, machine, more] = found;
  if (machine === "coral-usb/npu") return { machine: coralHost(power_mode, source) };
  return { machine, ...more };
}

/** The stick does as much as its host lets it: a USB 2 board, a small USB 3 board, or a desktop. */
function coralHost(mode: string, source: string): string {
  if (/USB2|Raspberry Pi [23]/.test(mode)) return "coral-usb-on-usb2/npu";
  return /Raspberry Pi 4|rpi4|raspberry-pi/.test(mode + source) ? "coral-usb-on-pi/npu" : "coral-usb/npu";
}

const families: readonly (readonly [pattern: RegExp, family: string])[] = [
  [/^ncnn Vulkan|^ncnn \(Vulkan/, "ncnn-vulkan"],
  [/^ncnn|^NCNN/, "ncnn-cpu"],
  [/^TFLite.*Edge ?TPU|^Edge TPU|^pycoral/, "edgetpu"],
  [/^TFLite \(QNN|^QNN/, "qnn"],
  [/^TFLite Neutron/, "neutron"],
  [/^TFLite VxDelegate|TIM-VX/, "tim-vx"],
  [/^TFLite.*XNNPACK/, "tflite-xnnpack-cpu"],
  [/^TFLite/, "tflite-cpu"],
  [/^ArmNN Neon/, "armnn-cpu"],
  [/^ArmNN OpenCL/, "armnn-opencl"],
  [/^Paddle-Lite .*OpenCL/, "paddle-opencl"],
  [/^Paddle-Lite .*ARM/, "paddle-cpu"],
  [/^Paddle-Lite HiAI/, "hiai"],
  [/^Paddle-Lite NNAdapter \(CANN/, "cann"],
  [/^Paddle-Lite NNAdapter APU/, "neuropilot"],
  [/^Paddle-Lite NNAdapter/, "cambricon"],
  [/^TNN .*ARM/, "tnn-cpu"],
  [/^TNN .*OpenCL/, "tnn-opencl"],
  [/^MNN/, "mnn-cpu"],
  [/^OpenVINO \(CPU\)/, "openvino-cpu"],
  [/^OpenVINO 2022.1 CPU/, "openvino-x86-cpu"],
  [/^OpenVINO 2022.1 GPU/, "openvino-x86-gpu"],
  [/MYRIAD|^DepthAI/, "openvino-myriad"],
  [/^TVM/, "tvm-cpu"],
  [/^ONNX Runtime \(CPU/, "onnxruntime-cpu"],
  [/^ONNX Runtime \(CUDA/, "onnxruntime-cuda"],
  [/^(PyTorch|TorchScript) \(CPU/, "pytorch-cpu"],
  [/^PyTorch|^TorchScript/, "pytorch-cuda"],
  [/^TensorFlow \(CUDA/, "tensorflow-cuda"],
  [/^Vitis/, "vitis-dpu"],
  [/^RKNN Toolkit1/, "rknn-1"],
  [/^RKNN/, "rknn-2"],
  [/^Hailo|^hailo/, "hailo"],
  [/^bmrt/, "bmrt"],
  [/^AXEngine/, "axengine"],
];

function familyOf({ runtime, device }: Row): string | undefined {
  if (runtime.startsWith("TensorRT")) return `tensorrt-${generationOf(device)}`;
  return families.find(([pattern]) => pattern.test(runtime))?.[1];
}

function generationOf(device: string): string {
  if (/Orin/.test(device)) return "ampere";
  return /Xavier/.test(device) ? "volta" : "maxwell";
}

function precisionOf({ precision, device }: Row, family: string | undefined): Precision | undefined {
  if (/^(INT8|UINT8|W8A8$)/.test(precision)) return "int8";
  if (/^W8A16/.test(precision)) return undefined;
  if (family === "ncnn-cpu") return hasHalf(device, "auto") ? "fp16" : "fp32";
  if (family?.endsWith("-cpu") && /FP16/.test(precision)) return hasHalf(device, precision) ? "fp16" : "fp32";
  return precision.startsWith("FP16") ? "fp16" : "fp32";
}

/** ncnn and TNN take fp16 arithmetic where the cores have it (from Armv8.2 on), fp32 elsewhere. */
function hasHalf(device: string, precision: string): boolean {
  if (precision === "FP16") return true;
  return /RK356|RK3588|Rock 5|Xavier|Orin|Pi 5|RZ\/G2L|Snapdragon (7|8[4568])|Kirin 9[89]/.test(device);
}

function measureOf({ latency_basis, includes_prepost }: Row): Measure {
  if (latency_basis.includes("PIPELINED")) return "throughput";
  return includes_prepost === "yes" ? "end-to-end" : "latency";
}

function threadsOf(mode: string): { threads?: number; cores?: CoreChoice } {
  const threads = /threads=(\d+)/.exec(mode)?.[1] ?? /(\d) threads?\b/.exec(mode)?.[1];
  const saving = /powersave=(\d)/.exec(mode)?.[1];
  return {
    ...(threads && !/NN threads/.test(mode) && { threads: Number(threads) }),
    ...(saving === "1" && { cores: "little" as const }),
    ...(saving === "2" && { cores: "big" as const }),
  };
}

/** Low-power modes whose clocks are published with the mode; others run as the machine is listed. */
function clockOf(mode: string): number {
  if (/1\.5GHz/.test(mode)) return 1.5 / 1.8;
  if (/MaxQ/.test(mode)) return 0.6;
  if (/^7W/.test(mode)) return 408 / 625;
  return /std freq/.test(mode) ? 0.5 : 1;
}

const sizes: Readonly<Record<string, number>> = {
  alexnet: 227,
  inception_v3: 299,
  efficientnet_lite1: 240,
  efficientnet_lite3: 280,
  efficientnet_lite4: 300,
  ssd_mobilenet_v1: 300,
  ssdlite_mobilenet_v2: 300,
  yolov3_tiny: 416,
  yolov4_tiny: 416,
  yolov4: 416,
};

/** The network and the size that a row names; sources mean different networks by some names. */
function workloadKey(row: Row): string {
  const model = row.canonical_model.replace("?", "");
  const spatial = row.input_shape
    .split("x")
    .map(Number)
    .filter((it) => it > 4);
  const size = spatial[0] ?? sizes[model] ?? (model.startsWith("yolo") ? 640 : 224);
  if (model === "alexnet") return size === 224 ? "alexnet-single@224" : "alexnet@227";
  if (model === "resnet50" && isFirstStride(row)) return "resnet50-v1@224";
  if (
    model === "ssd_mobilenet_v1" &&
    /voc|mobilenet_ssd|MobileNet-SSD|mobilenet-ssd/.test(row.source_model_name)
  ) {
    return "ssd_mobilenet_v1-voc@300";
  }
  if (row.source_model_name === "yolov5nu") return "yolov5n-free@640";
  return `${model}@${size}`;
}

function isFirstStride({ runtime, source_model_name }: Row): boolean {
  return (
    runtime.startsWith("ncnn") ||
    /cf_|tf_resnetv1|tf_resnet50|tf2_resnet50|resnet-50-TF/.test(source_model_name)
  );
}

import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";
import { maxOpset, tensorrtName, tensorrtVersion } from "../support/tensorrt-version.ts";

/** RKNNToolKit2_OP_Support-2.3.2.md: "opset 19". */
const opsetOfRknn = 19;

export const opsetTooNewForRuntime: Rule = {
  id: "opset-too-new-for-runtime",
  group: "support",
  severity: "warning",
  isForTarget: true,
  what: "The ONNX file is of a newer opset than the device's runtime knows.",
  why:
    "JetPack ties a board to one version of TensorRT, and each version knows the operators up to one opset. A newer file is read as far " +
    "as its operators are as they were; where one has changed, the build fails or computes something else. RKNN-Toolkit2 refuses such a file.",
  fix: "Export again with the opset that the message names (opset_version of torch.onnx.export), or convert the file with onnx.version_converter.",
  sources: [
    "onnx/onnx-tensorrt, docs/operators.md: opset 11 for 7.1, 13 for 7.2 to 8.2, 17 for 8.4 to 8.6, 20 for 10.0 and 10.1",
    "NVIDIA/Deep-Learning-Accelerator-SW, trtexec logs of boards: JetPack 4.6.1 has TensorRT 8.2, 5.1.1 has 8.5, 6.2 has 10.3",
    "airockchip/rknn-toolkit2, operator list 2.3.2 (opset 19), and issue 539: a newer opset is refused",
  ],
  bad: {
    model: `<ir_version: 8, opset_import: ["": 17]>
new (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "jetson-nano",
  },
  good: {
    model: `<ir_version: 7, opset_import: ["": 13]>
old (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "jetson-nano",
  },

  *check({ analysis: { model }, target }) {
    // Source has no opset: whoever exports it chooses one.
    const opset = model.format === "pytorch" ? undefined : model.opsets.get("");
    const most = target && newest(target);
    if (!target || opset === undefined || !most || opset <= most.opset) return;
    yield {
      message:
        `The file is of opset ${opset}, ${most.name} on ${target.device.name} knows up to ${most.opset}: export it with ` +
        `opset ${most.opset}.`,
      ...(most.isRefused && { severity: "error" }),
    };
  },
};

function newest(target: Target) {
  const { runtime } = target.choice;
  if (runtime === "rknn") return { name: "RKNN-Toolkit2 2.3.2", opset: opsetOfRknn, isRefused: true };
  const version = runtime === "tensorrt" ? tensorrtVersion(target) : undefined;
  return version && { name: tensorrtName(version), opset: maxOpset(version.version), isRefused: false };
}

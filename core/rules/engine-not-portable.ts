import { tensorrtName, tensorrtVersion } from "../support/tensorrt-version.ts";
import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";

export const engineNotPortable: Rule = {
  id: "engine-not-portable",
  group: "support",
  severity: "info",
  isForTarget: true,
  what: "TensorRT runs engines, and an engine runs only where it was built: on that GPU, with that version.",
  why:
    "Building picks and times kernels on the GPU at hand. An engine of another GPU or another TensorRT is refused, or slower than one of " +
    "its own. Each board, and each update of JetPack, needs its own build of some minutes.",
  fix: "Ship the ONNX file, build on the board with trtexec, and keep the engine beside its version and compute capability.",
  sources: [
    'NVIDIA, TensorRT 8 support matrix: "Serialized engines are not portable across platforms or TensorRT versions"',
  ],
  bad: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "jetson-nano",
  },
  good: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "raspberry-pi-4",
  },

  *check({ target, targets }) {
    const boards = targets.filter((it) => it.choice.runtime === "tensorrt");
    // Said once, on the first of them.
    if (!target || boards[0] !== target) return;
    const places = boards.map(placeText);
    yield {
      message:
        places.length === 1
          ? `An engine built for ${places[0]} runs there only: build it on the board.`
          : `Each of these needs an engine of its own, built on the board: ${places.join("; ")}.`,
    };
  },
};

/** `NVIDIA Jetson Nano (compute capability 5.3, TensorRT 8.2 (JetPack 4.6.1))`. */
function placeText(target: Target): string {
  const { gpu, name } = target.device;
  const version = tensorrtVersion(target);
  const parts = [
    ...(gpu?.computeCapability === undefined ? [] : [`compute capability ${gpu.computeCapability}`]),
    ...(version ? [tensorrtName(version)] : []),
  ];
  return parts.length === 0 ? name : `${name}, ${parts.join(", ")}`;
}

"""Writes the benchmark's models, each as one file with its weights inside.

    python prepare.py EXPORTED_DIR OUT_DIR

EXPORTED_DIR holds what test/oracles/torchvision_models.py exported. The YOLO-size graphs are built here: the
kinds of nodes and the widths of detectors with three heads, without anybody's weights.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper


# Channels of the first convolution: those of a nano and of a small detector.
DETECTORS = {"yolo-n-size": 16, "yolo-s-size": 32}


def main() -> None:
    """Embed the exported models' weights and build the detector."""
    exported, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for entry in json.loads((exported / "models.json").read_text()):
        model = onnx.load(str(exported / entry["file"]))
        onnx.save(model, str(out / f"{entry['name']}.onnx"))
    for name, width in DETECTORS.items():
        onnx.save(detector(width), str(out / f"{name}.onnx"))


class Builder:
    """Collects nodes and weights under names that count up."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.random = np.random.default_rng(0)

    def node(self, operator: str, inputs: list[str], outputs: int = 1, **attributes: object) -> list[str]:
        """Add a node; gives the names of its outputs."""
        index = len(self.nodes)
        names = [f"{operator.lower()}_{index}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=f"/{operator}_{index}", **attributes))
        return names

    def constant(self, name: str, array: np.ndarray) -> str:
        """Add a weight."""
        self.weights.append(onnx.numpy_helper.from_array(array, name))
        return name

    def conv(self, x: str, width: tuple[int, int], kernel: int = 3, stride: int = 1) -> str:
        """Conv with bias and SiLU; width is (channels in, channels out)."""
        index = len(self.nodes)
        shape = (width[1], width[0], kernel, kernel)
        w = self.constant(f"w{index}", self.random.standard_normal(shape, dtype=np.float32))
        b = self.constant(f"b{index}", np.zeros(width[1], np.float32))
        pad = kernel // 2
        (y,) = self.node("Conv", [x, w, b], strides=[stride] * 2, pads=[pad] * 4, kernel_shape=[kernel] * 2)
        (gate,) = self.node("Sigmoid", [y])
        return self.node("Mul", [y, gate])[0]

    def block(self, x: str, width: int, depth: int) -> str:
        """Split, a chain of bottlenecks whose parts are all kept, concat, pointwise conv."""
        half = width // 2
        sizes = self.constant(f"s{len(self.nodes)}", np.array([half, half], np.int64))
        parts = self.node("Split", [self.conv(x, (width, width), 1), sizes], 2, axis=1)
        for _ in range(depth):
            y = self.conv(self.conv(parts[-1], (half, half)), (half, half))
            parts.append(self.node("Add", [parts[-1], y])[0])
        (joined,) = self.node("Concat", parts, axis=1)
        return self.conv(joined, (half * len(parts), width), 1)


def detector(width: int) -> onnx.ModelProto:
    """About 150 nodes: backbone, pyramid with Resize and Concat, three heads."""
    build = Builder()
    x = build.conv("images", (3, width), stride=2)
    levels = []
    for depth in (1, 2, 2, 1):
        x = build.block(build.conv(x, (width, width * 2), stride=2), width * 2, depth)
        width *= 2
        levels.append((x, width))
    heads = [levels[-1]]
    for skip, skip_width in reversed(levels[1:-1]):
        top, top_width = heads[-1]
        scales = build.constant(f"r{len(build.nodes)}", np.array([1, 1, 2, 2], np.float32))
        (up,) = build.node("Resize", [top, "", scales], mode="nearest")
        (joined,) = build.node("Concat", [up, skip], axis=1)
        mixed = build.conv(joined, (top_width + skip_width, skip_width), 1)
        heads.append((build.block(mixed, skip_width, 1), skip_width))
    flat = []
    for head, head_width in heads:
        y = build.conv(build.conv(head, (head_width, 64)), (64, 144), 1)
        shape = build.constant(f"q{len(build.nodes)}", np.array([1, 144, -1], np.int64))
        flat += build.node("Reshape", [y, shape])
    (joined,) = build.node("Concat", flat, axis=2)
    sizes = build.constant("parts", np.array([64, 80], np.int64))
    boxes, scores = build.node("Split", [joined, sizes], 2, axis=1)
    (scores,) = build.node("Sigmoid", [scores])
    (out,) = build.node("Concat", [boxes, scores], axis=1)
    graph = helper.make_graph(
        build.nodes,
        "detector",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, 640, 640])],
        [helper.make_tensor_value_info(out, TensorProto.FLOAT, None)],
        build.weights,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


if __name__ == "__main__":
    main()

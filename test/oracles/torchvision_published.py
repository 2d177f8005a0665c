"""Prints, as JSON, what torchvision publishes for the weights of its models. Nothing is downloaded or built.

``[{name, weights, size, numParams, ops}]`` of the classification models: ``numParams`` is the number of parameters,
``ops`` the multiply-adds in units of 10^9 (three decimals), at the input size of the weights' own transform.

With ``--others``: ``[{name, weights, kind, inputs, numParams, ops}]`` of the models for detection, segmentation, video and
optical flow, and of those that are made to be quantized. ``inputs`` is the Python expression of the inputs that the figures
were taken at: torchvision writes down neither the size of the images that it detects and segments in, nor the number of
frames of its clips; they are the ones that its published figures fit.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from torchvision_import import models


def main() -> None:
    """Every weights entry of every model."""
    print(json.dumps(others() if "--others" in sys.argv else classifiers()))


def classifiers() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "weights": entry.name,
            "size": entry.transforms().crop_size[0],
            "numParams": entry.meta["num_params"],
            "ops": entry.meta["_ops"],
        }
        for name in models.list_models(module=models)
        for entry in models.get_model_weights(name)
    ]


def others() -> list[dict[str, Any]]:
    kinds = (models.detection, models.segmentation, models.video, models.optical_flow, models.quantization)
    return [
        {
            "name": name,
            "weights": entry.name,
            "kind": kind.__name__.rpartition(".")[2],
            "inputs": inputs_of(kind.__name__.rpartition(".")[2], entry),
            "numParams": entry.meta["num_params"],
            "ops": entry.meta["_ops"],
        }
        for kind in kinds
        for name in models.list_models(module=kind)
        for entry in models.get_model_weights(name)
    ]


def inputs_of(kind: str, entry: Any) -> str:
    if kind == "detection":
        return "([torch.rand(3, 800, 800)],)"
    if kind == "segmentation":
        return "(torch.rand(1, 3, 520, 520),)"
    if kind == "optical_flow":
        return "(torch.rand(1, 3, 520, 960), torch.rand(1, 3, 520, 960))"
    crop = entry.transforms.keywords["crop_size"]
    if kind == "video":
        return f"(torch.rand(1, 3, 16, {crop[0]}, {crop[1]}),)"
    return f"(torch.rand(1, 3, {crop}, {crop}),)"


if __name__ == "__main__":
    main()

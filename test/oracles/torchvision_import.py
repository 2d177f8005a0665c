"""Imports torchvision where its compiled operators do not load: a CPU-only torch beside PyPI's wheel.

The classification models are plain torch; only the detection operators are compiled. torchvision registers
fake kernels for two of them while it is imported and fails when their schemas are missing, so this declares
them first. Import ``models`` from here, never from torchvision.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch

SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)


def _compiled_operators_load() -> bool:
    for library in Path(find_spec("torchvision").origin).parent.glob("_C.*"):
        try:
            torch.ops.load_library(str(library))
        except OSError:
            continue
        return True
    return False


if not _compiled_operators_load():
    # Kept in a module variable: the schemas go when the library is collected.
    _library = torch.library.Library("torchvision", "DEF")
    for _schema in SCHEMAS:
        _library.define(_schema)

from torchvision import models  # noqa: E402  (the schemas come first)

__all__ = ["models"]

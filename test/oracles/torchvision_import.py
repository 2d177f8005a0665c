"""Imports torchvision's Python code where its compiled operators do not load (a CPU-only torch beside PyPI's wheel).

The classification models are plain torch; only the detection operators are compiled. torchvision registers
fake kernels for two of them while it is imported and fails when their schemas are missing, so this declares
them first. Import ``models`` from here, never from torchvision.
"""

from __future__ import annotations

import torch

SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)


def _import_models():
    try:
        from torchvision import models
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
        # A failed import leaves half of the package behind, and it cannot be repeated in that state.
        raise SystemExit("torchvision needs its operator schemas declared before it is first imported") from error
    return models


def _compiled_operators_load() -> bool:
    from importlib.util import find_spec
    from pathlib import Path

    library = Path(find_spec("torchvision").origin).with_name("_C.so")
    try:
        torch.ops.load_library(str(library))
    except OSError:
        return False
    return True


if not _compiled_operators_load():
    # The library must live as long as the process: its schemas go when it is collected.
    library = torch.library.Library("torchvision", "DEF")
    for schema in SCHEMAS:
        library.define(schema)

models = _import_models()

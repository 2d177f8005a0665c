"""torch.onnx.operators."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace


def shape_as_tensor(x: Any) -> Any:
    return torch.tensor(list(x.shape), dtype=torch.int64)


def reshape_from_tensor_shape(x: Any, shape: Any) -> Any:
    return x.reshape([int(size) for size in shape.tolist()])


__getattr__ = namespace(__name__)

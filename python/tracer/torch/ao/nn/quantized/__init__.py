"""torch.ao.nn.quantized: what a network that is prepared for quantisation holds before it is converted."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn as nn
from edgewise_tracer.stubs import namespace


class FloatFunctional(nn.Module):
    """Arithmetic as a module, so that its results can be observed. Before conversion it is plain arithmetic."""

    def forward(self, x: Any) -> Any:
        raise RuntimeError(
            "FloatFunctional is not intended to use the 'forward'. Please use the corresponding operation"
        )

    def add(self, x: Any, y: Any) -> Any:
        return torch.add(x, y)

    add_scalar = add

    def mul(self, x: Any, y: Any) -> Any:
        return torch.mul(x, y)

    mul_scalar = mul

    def matmul(self, x: Any, y: Any) -> Any:
        return torch.matmul(x, y)

    def cat(self, x: Any, dim: int = 0) -> Any:
        return torch.cat(x, dim=dim)

    def add_relu(self, x: Any, y: Any) -> Any:
        return nn.functional.relu(torch.add(x, y))


class FXFloatFunctional(FloatFunctional):
    """The same, for torch.fx."""


__getattr__ = namespace(__name__)

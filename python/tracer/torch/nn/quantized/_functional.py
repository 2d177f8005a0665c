"""Arithmetic as modules, so that its results can be observed; in float it is plain arithmetic."""

from __future__ import annotations

from typing import Any

import torch

from .. import functional as F
from ..modules.linear import Identity
from ..modules.module import Module


class FloatFunctional(Module):
    def __init__(self) -> None:
        super().__init__()
        self.activation_post_process = Identity()

    def forward(self, x: Any) -> Any:
        raise RuntimeError("FloatFunctional is not intended to use the 'forward'. Please use the corresponding operation")

    def add(self, x: Any, y: Any) -> Any:
        return torch.add(x, y)

    def add_scalar(self, x: Any, y: Any) -> Any:
        return torch.add(x, y)

    def mul(self, x: Any, y: Any) -> Any:
        return torch.mul(x, y)

    def mul_scalar(self, x: Any, y: Any) -> Any:
        return torch.mul(x, y)

    def cat(self, x: Any, dim: int = 0) -> Any:
        return torch.cat(x, dim=dim)

    def add_relu(self, x: Any, y: Any) -> Any:
        return F.relu(torch.add(x, y))

    def matmul(self, x: Any, y: Any) -> Any:
        return torch.matmul(x, y)


class FXFloatFunctional(FloatFunctional):
    def __init__(self) -> None:
        Module.__init__(self)


class QFunctional(FloatFunctional):
    """The quantised kind; what is counted is the float network."""

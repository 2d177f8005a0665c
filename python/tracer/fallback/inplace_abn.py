"""inplace_abn: batch normalization and an activation in one. Used when the package itself is not there."""

from __future__ import annotations

from typing import Any

import torch.nn as nn
import torch.nn.functional as F
from edgewise_tracer.stubs import namespace


class ABN(nn.BatchNorm2d):
    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        affine: bool = True,
        activation: str = "leaky_relu",
        activation_param: float = 0.01,
        **kwargs: Any,
    ) -> None:
        super().__init__(num_features, eps, momentum, affine)
        self.activation = activation
        self.activation_param = activation_param

    def forward(self, x: Any) -> Any:
        x = super().forward(x)
        if self.activation == "leaky_relu":
            return F.leaky_relu(x, self.activation_param)
        if self.activation == "elu":
            return F.elu(x, self.activation_param)
        return F.relu(x) if self.activation == "relu" else x


class InPlaceABN(ABN):
    """The same: what it saves is memory while training."""


class InPlaceABNSync(ABN):
    """The same on one device."""


__getattr__ = namespace(__name__)

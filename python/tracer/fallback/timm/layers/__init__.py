"""timm.layers: helpers that do not need the rest of timm."""

from __future__ import annotations

import collections.abc
from itertools import repeat
from typing import Any

import torch.nn as nn
from edgewise_tracer.stubs import namespace


def to_ntuple(n: int) -> Any:
    def parse(x: Any) -> Any:
        is_sequence = isinstance(x, collections.abc.Iterable) and not isinstance(x, str)
        return tuple(x) if is_sequence else tuple(repeat(x, n))

    return parse


_ntuple = to_ntuple
to_1tuple, to_2tuple, to_3tuple, to_4tuple = to_ntuple(1), to_ntuple(2), to_ntuple(3), to_ntuple(4)


def make_divisible(v: float, divisor: int = 8, min_value: int | None = None, round_limit: float = 0.9) -> int:
    least = min_value or divisor
    value = max(least, int(v + divisor / 2) // divisor * divisor)
    return value + divisor if value < round_limit * v else value


def trunc_normal_(tensor: Any, mean: float = 0.0, std: float = 1.0, a: float = -2.0, b: float = 2.0) -> Any:
    return nn.init.trunc_normal_(tensor, mean, std, a, b)


trunc_normal_tf_ = trunc_normal_


def lecun_normal_(tensor: Any) -> Any:
    return nn.init.normal_(tensor)


variance_scaling_ = lecun_normal_


def drop_path(x: Any, drop_prob: float = 0.0, training: bool = False, scale_by_keep: bool = True) -> Any:
    """Stochastic depth. In training each sample of the batch is kept or dropped by a random mask."""
    if drop_prob == 0.0 or not training:
        return x
    mask = x.new_empty((x.shape[0],) + (1,) * (x.ndim - 1)).bernoulli_(1 - drop_prob)
    return x * (mask.div_(1 - drop_prob) if scale_by_keep and drop_prob < 1 else mask)


class DropPath(nn.Module):
    def __init__(self, drop_prob: float = 0.0, scale_by_keep: bool = True) -> None:
        super().__init__()
        self.drop_prob, self.scale_by_keep = drop_prob, scale_by_keep

    def forward(self, x: Any) -> Any:
        return drop_path(x, self.drop_prob, self.training, self.scale_by_keep)


class Mlp(nn.Module):
    def __init__(
        self,
        in_features: int,
        hidden_features: Any = None,
        out_features: Any = None,
        act_layer: Any = nn.GELU,
        **options: Any,
    ) -> None:
        super().__init__()
        hidden, out = hidden_features or in_features, out_features or in_features
        bias = to_2tuple(options.get("bias", True))
        drops = to_2tuple(options.get("drop", 0.0))
        norm_layer = options.get("norm_layer")
        self.fc1 = nn.Linear(in_features, hidden, bias=bias[0])
        self.act = act_layer()
        self.drop1 = nn.Dropout(drops[0])
        self.norm = norm_layer(hidden) if norm_layer is not None else nn.Identity()
        self.fc2 = nn.Linear(hidden, out, bias=bias[1])
        self.drop2 = nn.Dropout(drops[1])

    def forward(self, x: Any) -> Any:
        return self.drop2(self.fc2(self.norm(self.drop1(self.act(self.fc1(x))))))


class LayerNorm2d(nn.LayerNorm):
    """Layer normalisation over the channels of an image."""

    def __init__(self, num_channels: int, eps: float = 1e-6, affine: bool = True) -> None:
        super().__init__(num_channels, eps=eps, elementwise_affine=affine)

    def forward(self, x: Any) -> Any:
        x = x.permute(0, 2, 3, 1)
        return nn.functional.layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps).permute(0, 3, 1, 2)


__getattr__ = namespace(__name__)

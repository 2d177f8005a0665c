"""Functions of torch itself that are functions of torch.nn.functional with other arguments."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function
from ._dropout import alpha_dropout, dropout2d, feature_alpha_dropout
from ._norm import batch_norm, group_norm
from ._vision import affine_grid, grid_sample

_MODES = ("bilinear", "nearest", "bicubic")
_PADDINGS = ("zeros", "border", "reflection")


@function("grid_sampler", "grid_sampler_2d", "grid_sampler_3d")
def grid_sampler(input: Any, grid: Any, interpolation_mode: int, padding_mode: int, align_corners: bool) -> Any:
    return grid_sample(input, grid, _MODES[interpolation_mode], _PADDINGS[padding_mode], align_corners)


@function
def affine_grid_generator(theta: Any, size: Any, align_corners: bool) -> Any:
    return affine_grid(theta, size, align_corners)


@function
def feature_dropout(input: Any, p: float, train: bool) -> Any:
    return dropout2d(input, p, train)


function("alpha_dropout")(alpha_dropout)
function("feature_alpha_dropout")(feature_alpha_dropout)


@function("feature_dropout_")
def _feature_dropout_(input: Any, p: float, train: bool) -> Any:
    return dropout2d(input, p, train, True)


@function
def native_dropout(input: Any, p: float, train: Any) -> tuple[Any, Any]:
    kept = torch.empty_like(input, dtype=torch.bool)
    return torch.nn.functional.dropout(input, p, bool(train)), kept


@function
def native_group_norm(
    input: Any, weight: Any, bias: Any, N: int, C: int, HxW: int, group: int, eps: float
) -> tuple[Any, Any, Any]:
    statistics = [torch.empty(N, group, dtype=input.dtype) for _ in range(2)]
    return (group_norm(input, group, weight, bias, eps), *statistics)


@function
def native_batch_norm(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Any, Any, Any]:
    channels = input.shape[1] if training else 0
    statistics = [torch.empty(channels, dtype=input.dtype) for _ in range(2)]
    return (batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps), *statistics)

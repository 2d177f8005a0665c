"""torch.nn.init: every function gives its tensor back. Random values are unknown; constants are known while small."""

from __future__ import annotations

import math
import warnings
from typing import Any

import torch


def _fill(tensor: Any, value: Any) -> Any:
    with torch.no_grad():
        return tensor.fill_(value)


def _forget(tensor: Any) -> Any:
    """Random values are not known."""
    with torch.no_grad():
        tensor.normal_()
    return tensor


def calculate_gain(nonlinearity: str, param: Any = None) -> float:
    linear = ("linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d")
    if nonlinearity in linear or nonlinearity == "sigmoid":
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "leaky_relu":
        if param is None:
            slope = 0.01
        elif isinstance(param, (int, float)) and not isinstance(param, bool):
            slope = param
        else:
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    if nonlinearity == "selu":
        return 3.0 / 4
    raise ValueError(f"Unsupported nonlinearity {nonlinearity}")


def _calculate_fan_in_and_fan_out(tensor: Any) -> tuple[int, int]:
    if tensor.dim() < 2:
        raise ValueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    field = math.prod(tensor.shape[2:])
    return tensor.size(1) * field, tensor.size(0) * field


def _calculate_correct_fan(tensor: Any, mode: str) -> int:
    mode = mode.lower()
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"Mode {mode} not supported, please use one of ['fan_in', 'fan_out']")
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return fan_in if mode == "fan_in" else fan_out


def uniform_(tensor: Any, a: float = 0.0, b: float = 1.0, generator: Any = None) -> Any:
    return _forget(tensor)


def normal_(tensor: Any, mean: float = 0.0, std: float = 1.0, generator: Any = None) -> Any:
    return _forget(tensor)


def trunc_normal_(
    tensor: Any, mean: float = 0.0, std: float = 1.0, a: float = -2.0, b: float = 2.0, generator: Any = None
) -> Any:
    return _forget(tensor)


def constant_(tensor: Any, val: float) -> Any:
    return _fill(tensor, val)


def ones_(tensor: Any) -> Any:
    return _fill(tensor, 1.0)


def zeros_(tensor: Any) -> Any:
    return _fill(tensor, 0.0)


def eye_(tensor: Any) -> Any:
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return _forget(tensor)


def dirac_(tensor: Any, groups: int = 1) -> Any:
    if tensor.dim() not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    if tensor.size(0) % groups:
        raise ValueError("dim 0 must be divisible by groups")
    return _forget(tensor)


def xavier_uniform_(tensor: Any, gain: float = 1.0, generator: Any = None) -> Any:
    _calculate_fan_in_and_fan_out(tensor)
    return _forget(tensor)


def xavier_normal_(tensor: Any, gain: float = 1.0, generator: Any = None) -> Any:
    _calculate_fan_in_and_fan_out(tensor)
    return _forget(tensor)


def _kaiming(tensor: Any, a: float, mode: str, nonlinearity: str) -> Any:
    if 0 in tensor.shape:
        warnings.warn("Initializing zero-element tensors is a no-op", stacklevel=3)
        return tensor
    _calculate_correct_fan(tensor, mode)
    calculate_gain(nonlinearity, a)
    return _forget(tensor)


def kaiming_uniform_(
    tensor: Any, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu", generator: Any = None
) -> Any:
    return _kaiming(tensor, a, mode, nonlinearity)


def kaiming_normal_(
    tensor: Any, a: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu", generator: Any = None
) -> Any:
    return _kaiming(tensor, a, mode, nonlinearity)


def orthogonal_(tensor: Any, gain: float = 1, generator: Any = None) -> Any:
    if tensor.dim() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    return _forget(tensor)


def sparse_(tensor: Any, sparsity: float, std: float = 0.01, generator: Any = None) -> Any:
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return _forget(tensor)


def _no_grad_uniform_(tensor: Any, a: float, b: float, generator: Any = None) -> Any:
    return _forget(tensor)


def _no_grad_normal_(tensor: Any, mean: float, std: float, generator: Any = None) -> Any:
    return _forget(tensor)


def _no_grad_trunc_normal_(tensor: Any, mean: float, std: float, a: float, b: float, generator: Any = None) -> Any:
    return _forget(tensor)


def _no_grad_fill_(tensor: Any, val: float) -> Any:
    return _fill(tensor, val)


def _no_grad_zero_(tensor: Any) -> Any:
    return _fill(tensor, 0.0)


# Names from before torch 0.4.
uniform, normal, constant, eye, dirac, sparse = uniform_, normal_, constant_, eye_, dirac_, sparse_
xavier_uniform, xavier_normal, orthogonal = xavier_uniform_, xavier_normal_, orthogonal_
kaiming_uniform, kaiming_normal = kaiming_uniform_, kaiming_normal_

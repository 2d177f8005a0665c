"""torch.nn.attention.bias: causal masks as tensors."""

from __future__ import annotations

import enum
from typing import Any

import torch
from edgewise_tracer.stubs import namespace


class CausalVariant(enum.IntEnum):
    UPPER_LEFT = 1
    LOWER_RIGHT = 2


def _sides(size: tuple[Any, ...]) -> tuple[int, int]:
    if len(size) != 2:
        raise AssertionError("causal biases only support 2D tensors")
    return int(size[0]), int(size[1])


def causal_upper_left(*size: Any) -> Any:
    rows, columns = _sides(size)
    return torch.ones(rows, columns, dtype=torch.bool).tril(diagonal=0)


def causal_lower_right(*size: Any) -> Any:
    rows, columns = _sides(size)
    return torch.ones(rows, columns, dtype=torch.bool).tril(diagonal=columns - rows)


class CausalBias(torch.Tensor):
    """Only a type to test against: the functions above give plain masks."""


__getattr__: Any = namespace(__name__)

"""Parameters as one vector and back."""

from __future__ import annotations

from typing import Any

import torch


def parameters_to_vector(parameters: Any) -> Any:
    return torch.cat([it.view(-1) for it in parameters])


def vector_to_parameters(vec: Any, parameters: Any) -> None:
    if not isinstance(vec, torch.Tensor):
        raise TypeError(f"expected torch.Tensor, but got: {torch.typename(vec)}")
    start = 0
    for it in parameters:
        count = it.numel()
        it.data = vec[start : start + count].view_as(it).data
        start += count

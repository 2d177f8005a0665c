"""Distances and similarities."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function
from ..._core.shapes import broadcast_shapes
from ._common import check_tensor, emit, wrap_dim


@function
def cosine_similarity(x1: Any, x2: Any, dim: int = 1, eps: float = 1e-8) -> Any:
    check_tensor(x1, "cosine_similarity", "x1")
    check_tensor(x2, "cosine_similarity", "x2", 2)
    shape = list(broadcast_shapes(x1.shape, x2.shape))
    kind = torch.promote_types(x1.dtype, x2.dtype)
    if not kind.is_floating_point:
        raise RuntimeError(
            f"expected common dtype to be floating point, yet common dtype is {torch.promote_types(x1.dtype, x2.dtype)._scalar_name}"
        )
    at = wrap_dim(dim, len(shape))
    if shape:
        del shape[at]
    attributes = {"dim": at, "eps": float(eps)}
    return emit("cosine_similarity", [x1, x2], [(shape, kind)], attributes, "aten")


@function
def pairwise_distance(x1: Any, x2: Any, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False) -> Any:
    check_tensor(x1, "pairwise_distance", "x1")
    difference = x1 - x2 + eps
    return torch.linalg.vector_norm(difference, p, -1, keepdim=keepdim)


@function
def pdist(input: Any, p: float = 2) -> Any:
    check_tensor(input, "pdist", "self")
    if input.dim() != 2:
        raise RuntimeError(f"pdist only supports 2D tensors, got: {input.dim()}D")
    if not input.dtype.is_floating_point:
        raise RuntimeError("pdist only supports floating-point dtypes")
    rows = input.shape[0]
    return emit("pdist", [input], [([rows * (rows - 1) // 2], input.dtype)], {"p": float(p)}, "aten")

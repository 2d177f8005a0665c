"""torch.sparse: sparse layouts are not known; such tensors are dense."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace


def mm(sparse: Any, dense: Any, *args: Any) -> Any:
    """Counted as a dense product, which is an upper bound; torch.sparse tensors are dense here."""
    return torch.mm(sparse, dense)


def sum(input: Any, dim: Any = None, dtype: Any = None) -> Any:
    return torch.sum(input) if dim is None else torch.sum(input, dim)


def softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    return torch.softmax(input, dim, dtype=dtype)


__getattr__ = namespace(__name__)

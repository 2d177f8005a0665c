"""Flatten and Unflatten."""

from __future__ import annotations

from typing import Any

from .module import Module


class Flatten(Module):
    __constants__ = ["start_dim", "end_dim"]

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, input: Any) -> Any:
        return input.flatten(self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    __constants__ = ["dim", "unflattened_size"]

    def __init__(self, dim: Any, unflattened_size: Any) -> None:
        super().__init__()
        if isinstance(dim, int):
            _require_ints(unflattened_size)
        elif not isinstance(dim, str):
            raise TypeError("invalid argument type for dim parameter")
        self.dim = dim
        self.unflattened_size = unflattened_size

    def forward(self, input: Any) -> Any:
        return input.unflatten(self.dim, self.unflattened_size)

    def extra_repr(self) -> str:
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"


def _require_ints(value: Any) -> None:
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"unflattened_size must be a tuple of ints, but found type {type(value).__name__}")
    for index, it in enumerate(value):
        if not isinstance(it, int):
            raise TypeError(
                f"unflattened_size must be tuple of ints, but found element of type {type(it).__name__} at pos {index}"
            )

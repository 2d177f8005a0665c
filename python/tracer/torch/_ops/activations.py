"""Activations as methods of tensors; torch.nn.functional has the functions."""

from __future__ import annotations

from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit
from .._core.pointwise import not_implemented
from .._core.registry import function, method
from .._core.shapes import wrap
from .._core.tensor import Tensor


def _softmax(op: str, name: str, input: Tensor, dim: Any, dtype: Any) -> Tensor:
    kind = dtypes.from_any(dtype)
    given = input if kind is None else input.to(kind)
    at = wrap(dim, len(given.shape))
    if given.dtype._category < dtypes.FLOAT and given.numel():
        last = "_lastdim" if at == max(len(given.shape), 1) - 1 else ""
        raise not_implemented(f"{name}{last}_kernel_impl", given.dtype)
    return emit(op, [given], [(given.shape, given.dtype)], {"axis": at})


@function("softmax", "special.softmax")
@method("softmax")
def softmax(input: Tensor, dim: Any, dtype: Any = None, *, out: Any = None) -> Tensor:
    return _softmax("Softmax", "softmax", input, dim, dtype)


@function("log_softmax", "special.log_softmax")
@method("log_softmax")
def log_softmax(input: Tensor, dim: Any, dtype: Any = None, *, out: Any = None) -> Tensor:
    return _softmax("LogSoftmax", "log_softmax", input, dim, dtype)


def _from_functional(name: str, in_place: str = "") -> None:
    """A method that is the function of the same name in torch.nn.functional."""

    def call(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        import torch.nn.functional as functional

        return getattr(functional, name)(self, *args, **kwargs)

    call.__name__ = name
    method(name)(call)
    if in_place:

        def assigned(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
            return self._become(call(self, *args, **kwargs))

        assigned.__name__ = in_place
        method(in_place)(assigned)


_from_functional("prelu")
_from_functional("hardshrink")

"""Values taken out of tensors: item, tolist, bool, int, index, numpy, iteration. What is not known is noted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from edgewise_tracer import notes

from .._core import dtype as dtypes
from .._core.registry import method
from .._core.tensor import Tensor
from .attributes import nested


def _stand_in(kind: dtypes.dtype) -> Any:
    """What goes for an unknown number: 1, as a number of that kind."""
    return (True, 1, 1.0, 1 + 0j)[kind._category]


def _single(self: Tensor, use: str) -> Any:
    if self.shape.numel() != 1:
        raise RuntimeError(f"a Tensor with {self.shape.numel()} elements cannot be converted to Scalar")
    known = self._values
    if known is not None:
        return known[0]
    # A truth is taken as false, as it is by bool().
    value = _stand_in(self.dtype) if self.dtype is not dtypes.bool else False
    notes.unknown_value(use, value, sys._getframe(2))
    return value


@method
def item(self: Tensor) -> Any:
    return _single(self, "item")


@method
def tolist(self: Tensor) -> Any:
    known = self._values
    if known is None:
        value = _stand_in(self.dtype)
        notes.unknown_value("tolist", value, sys._getframe(1))
        known = [value] * self.shape.numel()
    return nested(known, self.shape)


@method("__bool__")
def _bool(self: Tensor) -> bool:
    count = self.shape.numel()
    if count == 0:
        raise RuntimeError("Boolean value of Tensor with no values is ambiguous")
    if count > 1:
        raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
    known = self._values
    return bool(known[0]) if known is not None else notes.unknown_value("bool", None, sys._getframe(1))


@method("__int__", "__long__")
def _int(self: Tensor) -> int:
    return int(_single(self, "int"))


@method("__float__")
def _float(self: Tensor) -> float:
    return float(_single(self, "float"))


@method("__complex__")
def _complex(self: Tensor) -> complex:
    return complex(_single(self, "item"))


@method("__index__")
def _index(self: Tensor) -> int:
    if self.dtype._category > dtypes.INTEGER or self.shape.numel() != 1:
        raise TypeError("only integer tensors of a single element can be converted to an index")
    return int(_single(self, "index"))


@method("__len__")
def _len(self: Tensor) -> int:
    if not self.shape:
        raise TypeError("len() of a 0-d tensor")
    return self.shape[0]


@method("__iter__")
def _iter(self: Tensor) -> Iterator[Tensor]:
    if not self.shape:
        raise TypeError("iteration over a 0-d tensor")
    return iter(self.unbind(0))


@method("__contains__")
def _contains(self: Tensor, element: Any) -> bool:
    if not isinstance(element, (Tensor, int, float, complex)):
        raise RuntimeError(
            f"Tensor.__contains__ only supports Tensor or scalar, but you passed in a {type(element)}."
        )
    return bool((element == self).any())


@method("__reversed__")
def _reversed(self: Tensor) -> Tensor:
    return self if not self.shape else self.flip(0)


@method
def numpy(self: Tensor, *, force: bool = False) -> Any:
    if self.requires_grad and not force:
        raise RuntimeError(
            "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
        )
    if self.device.type != "cpu" and not force:
        raise TypeError(
            f"can't convert {self.device} device type tensor to numpy. Use Tensor.cpu() to copy the tensor "
            "to host memory first."
        )
    return _array(self, sys._getframe(1))


@method("__array__")
def _as_array(self: Tensor, dtype: Any = None, copy: Any = None) -> Any:
    made = numpy(self)
    return made if dtype is None else made.astype(dtype)


def _array(self: Tensor, frame: Any) -> Any:
    import numpy as arrays

    own = getattr(arrays, "_array", None)
    known = self._values
    if own is not None and hasattr(own, "make"):
        return own.make(tuple(self.shape), None if known is None else list(known), self.dtype._name)
    if known is None:
        notes.unknown_value("values", 0, frame)
        return arrays.zeros(tuple(self.shape), self.dtype._name)
    return arrays.array(known, dtype=self.dtype._name).reshape(tuple(self.shape))

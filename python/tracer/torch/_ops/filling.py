"""Methods that overwrite a tensor: fill_, zero_, copy_ and their kin."""

from __future__ import annotations

from typing import Any

from edgewise_tracer import recorder

from .._core.assigning import spread
from .._core.emit import ints
from .._core.registry import FUNCTIONS, function, method
from .._core.shapes import broadcast_shapes, expandable, shown
from .._core.storage import Ref
from .._core.tensor import Tensor
from .._core.values import LIMIT, fit
from .._core.writing import overwrite


def _constant(self: Tensor, value: Any) -> Tensor:
    """Writes one number everywhere."""
    count = self.shape.numel()
    values = fit([value] * count, self.dtype) if count <= LIMIT else None
    ref = Ref(self.shape, self.dtype, values)
    if recorder.is_recording:
        recorder.emit_node("ConstantOfShape", "", [ints(list(self.shape))], [ref], {"value": value})
    return overwrite(self, values, ref)


@method
def fill_(self: Tensor, value: Any) -> Tensor:
    if isinstance(value, Tensor):
        if value.shape:
            raise RuntimeError(
                f"fill_ only supports 0-dimension value tensor but got tensor with {value.dim()} dimensions."
            )
        return copy_(self, value) if value._values is None else _constant(self, value._values[0])
    return _constant(self, value)


@function
def fill(input: Tensor, value: Any) -> Tensor:
    return fill_(input.clone(), value)


FUNCTIONS["fill_"] = fill_


@method
def zero_(self: Tensor) -> Tensor:
    return _constant(self, 0)


FUNCTIONS["zero_"] = zero_


@method
def copy_(self: Tensor, src: Any, non_blocking: bool = False) -> Tensor:
    from .._core.nested import tensor

    source = src if isinstance(src, Tensor) else tensor(src)
    if not expandable(source.shape, self.shape):
        wide = broadcast_shapes(self.shape, source.shape)
        raise RuntimeError(
            f"output with shape {shown(self.shape)} doesn't match the broadcast shape {shown(wide)}"
        )
    values = spread(source, self.shape, is_copy=True)
    values = fit(values, self.dtype) if values is not None and not source.dtype.is_complex else None
    ref = Ref(self.shape, self.dtype, values)
    if recorder.is_recording:
        recorder.emit_node("copy", "aten", [source._ref], [ref], {"shape": list(self.shape)})
    return overwrite(self, values, ref, source)


@method("fill_diagonal_")
def fill_diagonal_(self: Tensor, fill_value: Any, wrap: bool = False) -> Tensor:
    if len(self.shape) < 2:
        raise RuntimeError("dimensions must larger than 1")
    self.diagonal().fill_(fill_value)
    return self


@method("map_", "apply_")
def map_(self: Tensor, *args: Any) -> Tensor:
    return overwrite(self, None, Ref(self.shape, self.dtype, None))


@method
def sum_to_size(self: Tensor, *size: Any) -> Tensor:
    from .._core.shapes import sizes

    target = sizes(size, "sum_to_size")
    shift = len(self.shape) - len(target)
    axes = [
        axis
        for axis in range(len(self.shape))
        if axis < shift or target[axis - shift] == 1 != self.shape[axis]
    ]
    return self.sum(axes, keepdim=True).reshape(target) if axes else self

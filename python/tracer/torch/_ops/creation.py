"""New tensors of one value or none: zeros, ones, full, empty, eye, and their _like and new_ forms."""

from __future__ import annotations

import math
from typing import Any

from .._core import device as devices
from .._core import dtype as dtypes
from .._core.emit import emit, into, ints, layout_like
from .._core.nested import of_number, tensor
from .._core.registry import function, method
from .._core.shapes import sizes
from .._core.state import state
from .._core.tensor import Tensor, laid_out, make
from .._core.values import LIMIT


def placed(result: Tensor, device: Any, requires_grad: bool = False) -> Tensor:
    """The device and the gradient flag that a creation function was given."""
    where = devices.from_any(device) if device is not None else state.default_device
    if where is not devices.cpu:
        result.device = where
    if requires_grad:
        if result.dtype._category < dtypes.FLOAT:
            raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
        result.requires_grad = True
    return result


def shape_of(size: tuple[Any, ...], given: Any, caller: str) -> list[int]:
    found = sizes((given,) if given is not None else size, caller)
    for it in found:
        if it < 0:
            raise RuntimeError(f"Trying to create tensor with negative dimension {it}: {found}")
    return found


def filled(shape: list[int], value: Any, kind: dtypes.dtype) -> Tensor:
    """All elements are one value."""
    count = math.prod(shape)
    values = [value] * count if count <= LIMIT else None
    attributes = {"value": value} if isinstance(value, (int, float)) else None
    return emit("ConstantOfShape", [ints(shape)], [(shape, kind)], attributes, "", [values])


def laid_like(input: Tensor, made: Tensor) -> Tensor:
    """The _like functions keep the order in memory of what they are like."""
    strides = layout_like(input.shape, (input,))
    made._is_loose = input._is_loose
    if strides is not None:
        made._storage.values = laid_out(made._values, made.shape, strides)
        made._strides = strides
    return made


def _constant(name: str, value: Any) -> None:
    def call(
        *size_: Any, size: Any = None, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None,
        pin_memory: bool = False, requires_grad: bool = False, names: Any = None, memory_format: Any = None,
    ) -> Tensor:  # fmt: skip
        kind = dtypes.from_any(dtype) or state.default_dtype
        result = filled(shape_of(size_, size, name), value, kind)
        return into(out, placed(result, device, requires_grad))

    def like(
        input: Tensor, *, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: bool = False,
        memory_format: Any = None, pin_memory: bool = False,
    ) -> Tensor:  # fmt: skip
        result = laid_like(input, filled(list(input.shape), value, dtypes.from_any(dtype) or input.dtype))
        return placed(result, device if device is not None else input.device, requires_grad)

    def new(
        self: Tensor, *size_: Any, size: Any = None, dtype: Any = None, device: Any = None, requires_grad: bool = False,
        layout: Any = None, pin_memory: bool = False,
    ) -> Tensor:  # fmt: skip
        result = filled(shape_of(size_, size, f"new_{name}"), value, dtypes.from_any(dtype) or self.dtype)
        return placed(result, device if device is not None else self.device, requires_grad)

    _register(name, call, like, new)


def _register(name: str, call: Any, like: Any, new: Any) -> None:
    for made, own in ((call, name), (like, f"{name}_like"), (new, f"new_{name}")):
        made.__name__ = made.__qualname__ = own
    function(name)(call)
    function(f"{name}_like")(like)
    method(f"new_{name}")(new)


_constant("zeros", 0)
_constant("ones", 1)


@function
def empty(
    *size_: Any, size: Any = None, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None,
    pin_memory: bool = False, requires_grad: bool = False, memory_format: Any = None, names: Any = None,
) -> Tensor:  # fmt: skip
    shape = shape_of(size_, size, "empty")
    result = emit(
        "empty", [], [(shape, dtypes.from_any(dtype) or state.default_dtype)], {"size": shape}, "aten"
    )
    return into(out, placed(result, device, requires_grad))


@function
def empty_like(
    input: Tensor, *, dtype: Any = None, device: Any = None, requires_grad: bool = False, **rest: Any
) -> Tensor:
    shape = list(input.shape)
    made = emit("empty", [], [(input.shape, dtypes.from_any(dtype) or input.dtype)], {"size": shape}, "aten")
    result = laid_like(input, made)
    return placed(result, device if device is not None else input.device, requires_grad)


@method
def new_empty(
    self: Tensor, *size_: Any, size: Any = None, dtype: Any = None, device: Any = None, **rest: Any
) -> Tensor:
    kind = dtypes.from_any(dtype) or self.dtype
    return empty(
        shape_of(size_, size, "new_empty"), dtype=kind, device=device if device is not None else self.device
    )


@function
def empty_strided(
    size: Any, stride: Any, *, dtype: Any = None, device: Any = None, requires_grad: bool = False, **rest: Any
) -> Tensor:
    result = make(sizes((size,)), dtypes.from_any(dtype) or state.default_dtype, None, None, tuple(stride))
    return placed(result, device, requires_grad)


@method
def new_empty_strided(
    self: Tensor, size: Any, stride: Any, *, dtype: Any = None, device: Any = None, **rest: Any
) -> Tensor:
    return empty_strided(
        size, stride, dtype=dtypes.from_any(dtype) or self.dtype, device=device or self.device
    )


@function("empty_permuted")
def empty_permuted(size: Any, physical_layout: Any, **rest: Any) -> Tensor:
    return empty(size, **rest)


def _fill_value(value: Any) -> Any:
    return value.item() if isinstance(value, Tensor) and value._values is not None else value


@function
def full(
    size: Any, fill_value: Any, *, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: bool = False, pin_memory: bool = False, names: Any = None,
) -> Tensor:  # fmt: skip
    kind = dtypes.from_any(dtype)
    if kind is None:
        kind = fill_value.dtype if isinstance(fill_value, Tensor) else of_number(fill_value)
    shape = shape_of((size,) if isinstance(size, int) else (), size, "full")
    return into(out, placed(_full(shape, fill_value, kind), device, requires_grad))


def _full(shape: list[int], fill_value: Any, kind: dtypes.dtype) -> Tensor:
    value = _fill_value(fill_value)
    if isinstance(value, Tensor):
        return emit("Expand", [value, ints(shape)], [(shape, kind)])
    return filled(shape, value, kind)


@function
def full_like(
    input: Tensor,
    fill_value: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    **rest: Any,
) -> Tensor:
    result = laid_like(input, _full(list(input.shape), fill_value, dtypes.from_any(dtype) or input.dtype))
    return placed(result, device if device is not None else input.device, requires_grad)


@method
def new_full(
    self: Tensor,
    size: Any,
    fill_value: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    **rest: Any,
) -> Tensor:
    result = _full(sizes((size,), "new_full"), fill_value, dtypes.from_any(dtype) or self.dtype)
    return placed(result, device if device is not None else self.device, requires_grad)


@method("new_tensor")
def new_tensor(
    self: Tensor, data: Any, *, dtype: Any = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    kind = dtypes.from_any(dtype) or (None if isinstance(data, Tensor) else self.dtype)
    return tensor(
        data, dtype=kind, device=device if device is not None else self.device, requires_grad=requires_grad
    )


@method("new")
def new(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    from .._core.legacy import filled as legacy

    return legacy(args, kwargs, self.dtype)


@function
def eye(
    n: int, m: Any = None, *, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: bool = False, **rest: Any,
) -> Tensor:  # fmt: skip
    rows = sizes((n,), "eye")[0]
    columns = rows if m is None else sizes((m,), "eye")[0]
    for name, it in (("n", rows), ("m", columns)):
        if it < 0:
            raise RuntimeError(f"{name} must be greater or equal to 0, got {it}")
    kind = dtypes.from_any(dtype) or state.default_dtype
    values = None
    if rows * columns <= LIMIT:
        values = [row == column for row in range(rows) for column in range(columns)]
    shape = (rows, columns)
    # EyeLike takes its shape from its input.
    result = emit("EyeLike", [filled([rows, columns], 0, kind)], [(shape, kind)], None, "", [values])
    return into(out, placed(result, device, requires_grad))


@function
def scalar_tensor(s: Any, *, dtype: Any = None, device: Any = None, **rest: Any) -> Tensor:
    return tensor(s, dtype=dtype or state.default_dtype, device=device)


@function
def complex(real: Tensor, imag: Tensor, *, out: Any = None) -> Tensor:
    if real.dtype is not imag.dtype:
        raise RuntimeError(f"Expected object of scalar type {real.dtype._scalar_name} but got scalar type "
                           f"{imag.dtype._scalar_name} for second argument")  # fmt: skip
    if real.dtype not in (dtypes.float16, dtypes.float32, dtypes.float64):
        raise RuntimeError(
            f"Expected both inputs to be Half, Float or Double tensors but got {real.dtype._scalar_name} and "
            f"{imag.dtype._scalar_name}"
        )
    return into(out, _pair("complex", real, imag))


@function
def polar(abs: Tensor, angle: Tensor, *, out: Any = None) -> Tensor:
    if abs.dtype is not angle.dtype:
        raise RuntimeError(f"Expected object of scalar type {abs.dtype._scalar_name} but got scalar type "
                           f"{angle.dtype._scalar_name} for second argument")  # fmt: skip
    return into(out, _pair("polar", abs, angle))


def _pair(op: str, first: Tensor, second: Tensor) -> Tensor:
    import cmath

    from .._core.pointwise import several

    evaluate: Any = (lambda a, b: a + 1j * b) if op == "complex" else cmath.rect
    return several(op, [first, second], evaluate, first.dtype.to_complex())

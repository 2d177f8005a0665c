"""Tensors of Python numbers, nested lists and arrays: torch.tensor, torch.as_tensor, torch.from_numpy."""

from __future__ import annotations

import math
from typing import Any

from . import device as devices
from . import dtype as dtypes
from .dtype import dtype as Dtype
from .emit import emit
from .registry import function
from .state import state
from .tensor import Tensor, alias, make
from .values import LIMIT


@function
def tensor(
    data: Any, *, dtype: Any = None, device: Any = None, requires_grad: bool = False, pin_memory: bool = False
) -> Tensor:
    """A constant of these numbers; of a tensor, a copy."""
    kind = dtypes.from_any(dtype)
    if isinstance(data, Tensor):
        result = emit("clone", [data], [(data.shape, kind or data.dtype)], None, "aten", [data._values])
        result.device = devices.from_any(device) or data.device
        result.requires_grad = requires_grad
        return result
    shape, values, found = opened(data)
    result = make(shape, kind or found, devices.from_any(device) or state.default_device, values)
    result.requires_grad = requires_grad
    return result


@function("as_tensor", "asarray")
def as_tensor(
    data: Any, dtype: Any = None, device: Any = None, *, copy: Any = None, requires_grad: bool = False
) -> Tensor:
    """The tensor itself when nothing about it changes."""
    if isinstance(data, Tensor):
        return (
            data.to(device=device, dtype=dtypes.from_any(dtype))
            if dtype is not None or device is not None
            else data
        )
    return tensor(data, dtype=dtype, device=device, requires_grad=requires_grad)


@function("from_numpy", "from_dlpack")
def from_numpy(ndarray: Any) -> Tensor:
    if isinstance(ndarray, Tensor):
        return alias(ndarray)
    if not hasattr(ndarray, "shape") or not hasattr(ndarray, "dtype"):
        raise TypeError(f"expected np.ndarray (got {type(ndarray).__name__})")
    return tensor(ndarray)


@function("frombuffer")
def frombuffer(
    buffer: Any, *, dtype: Any, count: int = -1, offset: int = 0, requires_grad: bool = False
) -> Tensor:
    size = (len(buffer) - offset) // dtype.itemsize if count < 0 else count
    return make((size,), dtype)


def opened(data: Any) -> tuple[tuple[int, ...], list[Any] | None, Dtype]:
    """(shape, values or None, dtype) of what torch.tensor() takes."""
    if isinstance(data, Tensor):
        return data.shape, data._values, data.dtype
    if hasattr(data, "shape") and hasattr(data, "dtype"):
        return _opened_array(data)
    if isinstance(data, (list, tuple, range)) or hasattr(data, "__getitem__") and hasattr(data, "__len__"):
        if isinstance(data, (str, bytes, dict)):
            raise TypeError(f"new(): invalid data type '{type(data).__name__}'")
        return _opened_sequence(data)
    return (), [_number(data)], of_number(data)


def _number(value: Any) -> Any:
    if isinstance(value, (bool, int, float, complex)):
        return value
    if hasattr(value, "__index__"):
        return value.__index__()
    if hasattr(value, "__float__"):
        return float(value)
    if value is None:
        raise RuntimeError("Could not infer dtype of NoneType")
    raise TypeError(f"new(): invalid data type '{type(value).__name__}'")


def of_number(value: Any) -> Dtype:
    if isinstance(value, bool):
        return dtypes.bool
    if isinstance(value, int):
        return dtypes.int64
    if isinstance(value, float):
        return state.default_dtype
    if isinstance(value, complex):
        return state.default_dtype.to_complex()
    return dtypes.int64 if hasattr(value, "__index__") else state.default_dtype


def _opened_array(data: Any) -> tuple[tuple[int, ...], list[Any] | None, Dtype]:
    kind = dtypes.from_any(data.dtype)
    shape = tuple(int(it) for it in data.shape)
    if kind is None:
        raise TypeError("can't convert np.ndarray of type numpy.object_.")
    if math.prod(shape) > LIMIT:
        return shape, None, kind
    values = getattr(data, "known", False)
    if values is False:
        values = data.reshape(-1).tolist() if shape else [data.item()]
    return shape, None if values is None else list(values), kind


_PLAIN = ({int}, {float}, {bool})


def _opened_sequence(data: Any) -> tuple[tuple[int, ...], list[Any] | None, Dtype]:
    from .promotion import promote_types

    if len(data) == 0:
        return (0,), [], state.default_dtype
    if isinstance(data, (list, tuple)) and set(map(type, data)) in _PLAIN:
        # Tables of indices have hundreds of thousands of numbers.
        return (len(data),), list(data) if len(data) <= LIMIT else None, of_number(data[0])
    values: list[Any] | None = []
    inner: tuple[int, ...] | None = None
    kind: Dtype | None = None
    for position, it in enumerate(data):
        if type(it) in (int, float, bool):
            shape, found, own = (), [it], of_number(it)
        else:
            shape, found, own = opened(it)
        if inner is None:
            inner = tuple(shape)
        elif tuple(shape) != inner:
            if not inner or not shape:
                raise TypeError(f"expected sequence of length {(inner or (0,))[0]} at dim 1 (got {(shape or (0,))[0]})"
                                if inner or shape else "not a sequence")  # fmt: skip
            raise ValueError(f"expected sequence of length {inner[0]} at dim 1 (got {shape[0]})")
        kind = own if kind is None or kind is own else promote_types(kind, own)
        if values is not None and found is not None and len(values) + len(found) <= LIMIT:
            values.extend(found)
        else:
            values = None
    return (len(data), *(inner or ())), values, kind or state.default_dtype

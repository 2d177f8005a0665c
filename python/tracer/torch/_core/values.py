"""Numbers of small constants: how a dtype rounds them and in which order a shape and strides read them."""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from . import dtype as dtypes
from .dtype import dtype as Dtype

# More elements than this are kept without values. Relative position tables of window attention fit (49 x 49).
LIMIT = 8192


def fit(values: Sequence[Any], kind: Dtype) -> list[Any] | None:
    """The values as elements of that dtype; None when one of them cannot be known (NaN as an integer, say)."""
    try:
        return _fit(values, kind)
    except (ValueError, OverflowError, TypeError):
        return None


def _fit(values: Sequence[Any], kind: Dtype) -> list[Any] | None:
    if kind is dtypes.float32:
        return array("f", values).tolist()
    if kind is dtypes.bool:
        return list(map(bool, values))
    if kind._category == dtypes.INTEGER:
        return _wrapped(values, kind)
    if kind is dtypes.float64:
        return array("d", values).tolist()
    if kind is dtypes.float16:
        return [_half(float(it)) for it in values]
    if kind is dtypes.bfloat16:
        return [_brain(float(it)) for it in values]
    if kind is dtypes.complex128:
        return [complex(it) for it in values]
    if kind is dtypes.complex64:
        real = array("f", [complex(it).real for it in values])
        imaginary = array("f", [complex(it).imag for it in values])
        return [complex(a, b) for a, b in zip(real, imaginary)]
    return None


def _wrapped(values: Sequence[Any], kind: Dtype) -> list[int]:
    bits = kind.itemsize * 8
    low = -(1 << (bits - 1)) if kind.is_signed else 0
    span = 1 << bits
    high = low + span
    # Almost always they are ints already, which the set of types tells fastest.
    found = values if type(values) is list and set(map(type, values)) == {int} else list(map(int, values))
    return (
        found
        if not found or (min(found) >= low and max(found) < high)
        else [(it - low) % span + low for it in found]
    )


def _half(value: float) -> float:
    try:
        return struct.unpack("e", struct.pack("e", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def _brain(value: float) -> float:
    if not math.isfinite(value):
        return value
    (bits,) = struct.unpack("<I", struct.pack("<f", value))
    bits += 0x7FFF + ((bits >> 16) & 1)
    return struct.unpack("<f", struct.pack("<I", bits & 0xFFFF0000))[0]


def row_major(shape: Sequence[int]) -> tuple[int, ...]:
    """Strides of a contiguous tensor of that shape, as torch gives them (a size of 0 counts as 1)."""
    strides = [1] * len(shape)
    for axis in range(len(shape) - 2, -1, -1):
        strides[axis] = strides[axis + 1] * max(shape[axis + 1], 1)
    return tuple(strides)


def walk(shape: Sequence[int], strides: Sequence[int], offset: int = 0) -> list[int]:
    """Places in storage of all elements, in row-major order of the shape."""
    places = [offset]
    last = len(shape) - 1
    for axis, (size, stride) in enumerate(zip(shape, strides)):
        if size == 1:
            continue
        if axis == last and stride:
            return [it for place in places for it in range(place, place + size * stride, stride)]
        steps = range(0, size * stride, stride) if stride else (0,) * size
        places = [place + step for place in places for step in steps]
    return places


def broadcast(values: list[Any], shape: Sequence[int], target: Sequence[int]) -> list[Any]:
    """The values of a tensor of `shape` repeated to `target`, which it can be broadcast to."""
    if tuple(shape) == tuple(target):
        return values
    if len(values) == 1:
        return values * math.prod(target)
    padded = (1,) * (len(target) - len(shape)) + tuple(shape)
    strides = row_major(padded)
    places = walk(target, [0 if have == 1 else stride for have, stride in zip(padded, strides)])
    return list(map(values.__getitem__, places))


def mapped(function: Callable[..., Any], *columns: Sequence[Any]) -> list[Any] | None:
    """The function of the values of each element; None when it has no value for one of them."""
    try:
        return list(map(function, *columns))
    except (ValueError, OverflowError, ZeroDivisionError, TypeError):
        return None


def lines(shape: Sequence[int], axis: int) -> list[list[int]]:
    """Places of each line along an axis, the lines in row-major order of the other axes."""
    strides = row_major(shape)
    others = [index for index in range(len(shape)) if index != axis]
    starts = walk([shape[index] for index in others], [strides[index] for index in others])
    steps = [index * strides[axis] for index in range(shape[axis])]
    return [[start + step for step in steps] for start in starts]

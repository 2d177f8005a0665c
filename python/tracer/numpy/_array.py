"""The array: shape, dtype and exact values in a flat list, or no values when they are not known."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from edgewise_tracer.stubs import unsupported

from . import _dtypes
from ._dtypes import dtype as _dtype
from ._index import positions

LIMIT = 1 << 18  # more elements than this are kept without values


class ndarray:
    """`_store` may be shared with the array this is a view of; `_at` are the places of this array's elements in it."""

    __array_priority__ = 0

    def __class_getitem__(cls, item: Any) -> type:
        """`np.ndarray[Any, np.dtype[np.float32]]` in an annotation."""
        return cls

    def __init__(
        self, shape: Any, dtype: Any = float, store: list[Any] | None = None, at: list[int] | None = None
    ) -> None:
        self.shape: tuple[int, ...] = (
            tuple(int(size) for size in shape) if hasattr(shape, "__iter__") else (int(shape),)
        )
        self.dtype = _dtype(dtype)
        self._store = store
        self._at = at

    # Values
    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def nbytes(self) -> int:
        return self.size * self.dtype.itemsize

    @property
    def itemsize(self) -> int:
        return self.dtype.itemsize

    @property
    def known(self) -> list[Any] | None:
        """The values in row-major order, or None. The list may be the array's own: do not change it."""
        if self._store is None or self._at is None:
            return self._store
        return [self._store[place] for place in self._at]

    def exact(self) -> list[Any]:
        values = self.known
        if values is None:
            raise unsupported("Edgewise does not know the values of this numpy array")
        return values

    def tolist(self) -> Any:
        return _nested(self.exact(), self.shape)

    def item(self, *index: Any) -> Any:
        values = self.exact() if not index else None
        if values is None:
            return self[index[0] if len(index) == 1 and self.ndim == 1 else tuple(index)]
        if len(values) != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return values[0]

    def __int__(self) -> int:
        return int(self.item())

    def __float__(self) -> float:
        return float(self.item())

    def __index__(self) -> int:
        if self.shape != () or self.dtype.kind not in "iu":
            raise TypeError("only integer scalar arrays can be converted to a scalar index")
        return int(self.item())

    def __bool__(self) -> bool:
        if self.size > 1:
            raise ValueError(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
            )
        return bool(self.exact()[0]) if self.size else False

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[index] for index in range(len(self)))

    def __contains__(self, value: Any) -> bool:
        return value in self.exact()

    def __repr__(self) -> str:
        return f"array({self.tolist()})" if self.known is not None else f"array(shape={self.shape}, dtype={self.dtype})"

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if spec else repr(self)

    def __deepcopy__(self, memo: Any) -> ndarray:
        return self.copy()

    def __array__(self, *args: Any, **kwargs: Any) -> ndarray:
        return self

    __hash__ = None  # type: ignore[assignment]

    # Parts
    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            raise unsupported("Edgewise's numpy has no structured arrays")
        places, shape, is_view = positions(key, self.shape)
        at = places if self._at is None else [self._at[place] for place in places]
        if self._store is None:
            return ndarray(shape, self.dtype)
        if shape == () and is_view and Ellipsis not in (key if isinstance(key, tuple) else (key,)):
            return _dtypes.scalar(self._store[at[0]], self.dtype)
        if is_view:
            return ndarray(shape, self.dtype, self._store, at)
        return ndarray(shape, self.dtype, [self._store[place] for place in at])

    def __setitem__(self, key: Any, value: Any) -> None:
        places, shape, _ = positions(key, self.shape)
        given = array(value) if not isinstance(value, ndarray) else value
        if self._store is None:
            return
        values = broadcast(given, shape).known
        if values is None:
            self._store = None
            return
        for place, element in zip(places, values):
            self._store[place if self._at is None else self._at[place]] = convert(element, self.dtype)

    # Shape
    def reshape(self, *shape: Any, order: str = "C") -> ndarray:
        if order != "C":
            raise unsupported("Edgewise's numpy reshapes in row-major order only")
        sizes = list(shape[0]) if len(shape) == 1 and hasattr(shape[0], "__iter__") else list(shape)
        sizes = [int(size) for size in sizes]
        if sizes.count(-1) == 1:
            rest = math.prod(size for size in sizes if size != -1)
            sizes[sizes.index(-1)] = self.size // rest if rest else 0
        if math.prod(sizes) != self.size:
            raise ValueError(f"cannot reshape array of size {self.size} into shape {tuple(sizes)}")
        return ndarray(sizes, self.dtype, self._store, self._at)

    def transpose(self, *axes: Any) -> ndarray:
        order = list(axes[0]) if len(axes) == 1 and hasattr(axes[0], "__iter__") else list(axes)
        order = [axis % self.ndim for axis in order] if order and order[0] is not None else list(range(self.ndim))[::-1]
        shape = tuple(self.shape[axis] for axis in order)
        if self._store is None:
            return ndarray(shape, self.dtype)
        steps = _strides(self.shape)
        places = [0]
        for axis in order:
            places = [place + index * steps[axis] for place in places for index in range(self.shape[axis])]
        return ndarray(
            shape, self.dtype, self._store, places if self._at is None else [self._at[place] for place in places]
        )

    @property
    def T(self) -> ndarray:
        return self.transpose()

    def swapaxes(self, one: int, other: int) -> ndarray:
        order = list(range(self.ndim))
        order[one], order[other] = order[other], order[one]
        return self.transpose(order)

    def flatten(self, order: str = "C") -> ndarray:
        return self.copy().reshape(self.size)

    def ravel(self, order: str = "C") -> ndarray:
        return self.reshape(self.size)

    @property
    def flat(self) -> Iterator[Any]:
        return iter(self.exact())

    def squeeze(self, axis: Any = None) -> ndarray:
        axes = (
            range(self.ndim)
            if axis is None
            else [axis % self.ndim]
            if isinstance(axis, int)
            else [a % self.ndim for a in axis]
        )
        return self.reshape([size for index, size in enumerate(self.shape) if not (index in axes and size == 1)])

    # Copies
    def copy(self, order: str = "C") -> ndarray:
        values = self.known
        return ndarray(self.shape, self.dtype, list(values) if values is not None else None)

    def astype(self, kind: Any, *args: Any, **kwargs: Any) -> ndarray:
        to = _dtype(kind)
        values = self.known
        return ndarray(self.shape, to, [convert(value, to) for value in values] if values is not None else None)

    def view(self, kind: Any = None) -> ndarray:
        if kind is not None and _dtype(kind) != self.dtype:
            raise unsupported("Edgewise's numpy does not reinterpret bytes")
        return self

    def fill(self, value: Any) -> None:
        self[...] = value

    def tobytes(self) -> bytes:
        raise unsupported("Edgewise's numpy arrays have no bytes")

    def setflags(self, **flags: Any) -> None:
        return None


def convert(value: Any, to: _dtype) -> Any:
    """A value as an element of an array of that dtype: a plain Python number that the dtype can hold."""
    if to.name == "object":
        return value
    if to.kind == "b":
        return bool(value)
    if to.kind in "iu":
        return _dtypes.fitted(int(value), to.name)
    return _dtypes.fitted(float(value), to.name) if to.kind == "f" else complex(value)


def make(shape: Any, values: list[Any] | None, kind: Any) -> ndarray:
    """An array of computed values; too many of them are dropped."""
    kind = _dtype(kind)
    if values is not None and len(values) > LIMIT:
        values = None
    return ndarray(shape, kind, [convert(value, kind) for value in values] if values is not None else None)


def array(object: Any, dtype: Any = None, copy: Any = True, ndmin: int = 0, **kwargs: Any) -> ndarray:
    """An array of nested lists, numbers, arrays or a tensor of known values."""
    if isinstance(object, ndarray):
        result = object.copy() if copy else object
        result = result if dtype is None else result.astype(dtype)
    else:
        values, shape, known = _opened(object)
        kind = _dtype(dtype) if dtype is not None else known or _common(values)
        result = make(shape, values, kind)
    return result.reshape((1,) * (ndmin - result.ndim) + result.shape) if result.ndim < ndmin else result


_NUMBERS = {bool, int, float, _dtypes.float64}


def _opened(value: Any) -> tuple[list[Any] | None, tuple[int, ...], Any]:
    if isinstance(value, ndarray):
        return value.known, value.shape, value.dtype
    if hasattr(value, "numpy") and hasattr(value, "requires_grad"):
        inner = value.numpy()
        return inner.known, inner.shape, inner.dtype
    if isinstance(value, (list, tuple, range)):
        if set(map(type, value)) <= _NUMBERS:
            return list(value), (len(value),), None
        parts = [_opened(part) for part in value]
        shapes = {shape for _, shape, _ in parts}
        if len(shapes) > 1:
            raise ValueError("setting an array element with a sequence. The requested array has an inhomogeneous shape")
        inner_shape = shapes.pop() if shapes else ()
        known = parts[0][2] if parts and all(kind == parts[0][2] for _, _, kind in parts) else None
        inner = [part for part, _, _ in parts]
        values = None if None in inner else [it for part in inner for it in part]
        return values, (len(parts), *inner_shape), known
    if hasattr(value, "__array__") and not isinstance(value, _dtypes.generic):
        return _opened(value.__array__())
    return [value], (), None


def _common(values: list[Any] | None) -> _dtype:
    kind: _dtype | None = None
    # The type of a value says all, and tables of a million elements are common.
    for value in {type(value): value for value in values or []}.values():
        other = _dtypes.of_value(value)
        kind = other if kind is None else _dtypes.promote(kind, other)
    return kind or _dtype("float64")


def broadcast(source: ndarray, shape: tuple[int, ...]) -> ndarray:
    """The array repeated to a shape, by numpy's rule for sizes of 1."""
    if source.shape == tuple(shape):
        return source
    padded = (1,) * (len(shape) - source.ndim) + source.shape
    if len(padded) != len(shape) or any(size not in (1, want) for size, want in zip(padded, shape)):
        raise ValueError(f"could not broadcast input array from shape {source.shape} into shape {tuple(shape)}")
    values = source.known
    if values is None or math.prod(shape) > LIMIT:
        return ndarray(shape, source.dtype)
    steps = _strides(padded)
    places = [0]
    for axis, want in enumerate(shape):
        step = steps[axis] if padded[axis] != 1 else 0
        places = [place + index * step for place in places for index in range(want)]
    return ndarray(shape, source.dtype, [values[place] for place in places])


def broadcast_shapes(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    rank = max((len(shape) for shape in shapes), default=0)
    result = []
    for axis in range(-rank, 0):
        sizes = {shape[axis] for shape in shapes if len(shape) >= -axis} - {1}
        if len(sizes) > 1:
            shown = " ".join(str(shape) for shape in shapes)
            raise ValueError(f"operands could not be broadcast together with shapes {shown}")
        result.append(sizes.pop() if sizes else 1)
    return tuple(result)


def _strides(shape: tuple[int, ...]) -> list[int]:
    steps = [1] * len(shape)
    for axis in range(len(shape) - 2, -1, -1):
        steps[axis] = steps[axis + 1] * shape[axis + 1]
    return steps


def _nested(values: list[Any], shape: tuple[int, ...]) -> Any:
    if not shape:
        return values[0]
    step = math.prod(shape[1:])
    return [_nested(values[index * step : (index + 1) * step], shape[1:]) for index in range(shape[0])]

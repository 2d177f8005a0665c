"""Functions that make arrays."""

from __future__ import annotations

import builtins
import math
from typing import Any

from . import _dtypes, _ufuncs
from ._array import LIMIT, array, broadcast, make, ndarray
from ._dtypes import generic


def _shape(shape: Any) -> tuple[int, ...]:
    if hasattr(shape, "__iter__"):
        return tuple(int(size) for size in shape)
    return (int(shape),)


def full(shape: Any, fill_value: Any, dtype: Any = None, **_: Any) -> ndarray:
    sizes = _shape(shape)
    kind = dtype if dtype is not None else _dtypes.of_value(fill_value)
    if isinstance(fill_value, (ndarray, list, tuple)):
        return broadcast(array(fill_value, dtype), sizes).copy()
    count = math.prod(sizes)
    return make(sizes, [fill_value] * count if count <= LIMIT else None, kind)


def zeros(shape: Any, dtype: Any = float, order: str = "C", **_: Any) -> ndarray:
    return full(shape, 0, dtype)


def ones(shape: Any, dtype: Any = float, order: str = "C", **_: Any) -> ndarray:
    return full(shape, 1, dtype)


def empty(shape: Any, dtype: Any = float, order: str = "C", **_: Any) -> ndarray:
    """Values are not known before they are set; zeros are as good as any, for nothing may read them."""
    return full(shape, 0, dtype)


def _like(make_one: Any) -> Any:
    def like(a: Any, *args: Any, dtype: Any = None, shape: Any = None, **_: Any) -> ndarray:
        given = array(a, copy=False)
        return make_one(given.shape if shape is None else shape, *args, dtype=given.dtype if dtype is None else dtype)

    return like


zeros_like, ones_like, empty_like, full_like = _like(zeros), _like(ones), _like(empty), _like(full)


def asarray(a: Any, dtype: Any = None, *args: Any, **_: Any) -> ndarray:
    return array(a, dtype, copy=False)


ascontiguousarray = asanyarray = asfortranarray = asarray


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = None, **_: Any) -> ndarray:
    start, stop = (0, start) if stop is None else (start, stop)
    start, stop, step = (
        value.item() if isinstance(value, (ndarray, generic)) else value for value in (start, stop, step)
    )
    count = builtins.max(0, math.ceil((stop - start) / step))
    values = [start + index * step for index in range(count)] if count <= LIMIT else None
    is_float = builtins.any(isinstance(value, float) for value in (start, stop, step))
    return make((count,), values, dtype if dtype is not None else "float64" if is_float else "int64")


def linspace(
    start: Any, stop: Any, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: Any = None, **_: Any
) -> Any:
    parts = num - 1 if endpoint else num
    step = (float(stop) - float(start)) / parts if parts > 0 else math.nan
    values = [float(start) + index * step for index in range(num)]
    if endpoint and num > 1:
        values[-1] = float(stop)
    made = make((num,), values, dtype if dtype is not None else "float64")
    return (made, step) if retstep else made


def logspace(
    start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: float = 10.0, dtype: Any = None
) -> ndarray:
    made = _ufuncs.power(float(base), linspace(start, stop, num, endpoint))
    return made if dtype is None else made.astype(dtype)


def geomspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True) -> ndarray:
    made = logspace(math.log10(start), math.log10(stop), num, endpoint)
    if num > 0:
        made[0] = start
    if num > 1 and endpoint:
        made[-1] = stop
    return made


def eye(N: int, M: int | None = None, k: int = 0, dtype: Any = float, **_: Any) -> ndarray:
    columns = N if M is None else M
    return make((N, columns), [int(column - row == k) for row in range(N) for column in range(columns)], dtype)


def identity(n: int, dtype: Any = float) -> ndarray:
    return eye(n, dtype=dtype)


def _triangle(m: Any, keep: Any) -> ndarray:
    given = array(m)
    rows, columns = given.shape[-2:]
    mask = make((rows, columns), [keep(row, column) for row in range(rows) for column in range(columns)], "bool")
    from ._functions import where

    return where(mask, given, zeros_like(given))


def tril(m: Any, k: int = 0) -> ndarray:
    return _triangle(m, lambda row, column: column - row <= k)


def triu(m: Any, k: int = 0) -> ndarray:
    return _triangle(m, lambda row, column: column - row >= k)


def tri(N: int, M: int | None = None, k: int = 0, dtype: Any = float) -> ndarray:
    return tril(ones((N, N if M is None else M), dtype), k)


def diag(v: Any, k: int = 0) -> ndarray:
    given = array(v)
    if given.ndim == 2:
        rows, columns = given.shape
        return array([given[row, row + k] for row in range(rows) if 0 <= row + k < columns], given.dtype)
    size = len(given) + builtins.abs(k)
    made = zeros((size, size), given.dtype)
    for index, value in enumerate(given.exact()):
        made[index + builtins.max(0, -k), index + builtins.max(0, k)] = value
    return made


def meshgrid(*xi: Any, indexing: str = "xy", sparse: bool = False, copy: bool = True) -> list[ndarray]:
    axes = [array(x).reshape(-1) for x in xi]
    order = list(range(len(axes)))
    if indexing == "xy" and len(axes) > 1:
        order[0], order[1] = 1, 0
    shape = [axes[index].size for index in order]
    grids = []
    for index, axis in enumerate(axes):
        form = [1] * len(axes)
        form[order.index(index)] = axis.size
        grids.append(axis.reshape(form) if sparse else broadcast(axis.reshape(form), tuple(shape)))
    return grids

"""Functions that take axes away or walk along one: sums, extremes, running sums, orders."""

from __future__ import annotations

import builtins
import functools
import math
from collections.abc import Callable
from typing import Any

from . import _dtypes
from ._array import array, make, ndarray
from ._ufuncs import _larger, _smaller

_Fold = Callable[[list[Any]], Any]


def _axes(axis: Any, rank: int) -> list[int]:
    if axis is None:
        return list(range(rank))
    axes = [axis] if isinstance(axis, builtins.int) else list(axis)
    for index in axes:
        if not -rank <= index < rank:
            raise ValueError(f"axis {index} is out of bounds for array of dimension {rank}")
    return [index % rank for index in axes]


def reduced(a: Any, axis: Any, keepdims: bool, fold: _Fold, kind: Any) -> Any:
    """Every group of elements that share the other axes, folded into one."""
    given = array(a, copy=False) if not isinstance(a, ndarray) else a
    axes = _axes(axis, given.ndim)
    others = [index for index in range(given.ndim) if index not in axes]
    shape = tuple(given.shape[index] for index in others)
    form = tuple(1 if index in axes else size for index, size in enumerate(given.shape)) if keepdims else shape
    values = given.transpose([*others, *axes]).known if given.ndim else given.known
    if values is None:
        return ndarray(form, kind)
    step = math.prod(given.shape[index] for index in axes)
    folded = [fold(values[start * step : (start + 1) * step]) for start in range(math.prod(shape))]
    made = make(form, folded, kind)
    return _dtypes.scalar(made.exact()[0], made.dtype) if form == () else made


def _kind(a: Any, dtype: Any, is_sum: bool = False, is_mean: bool = False) -> Any:
    if dtype is not None:
        return dtype
    given = a.dtype if isinstance(a, (ndarray, _dtypes.generic)) else array(a).dtype
    if is_mean and given.kind in "bui":
        return "float64"
    if is_sum and given.kind in "bi":
        return "int64"
    return "uint64" if is_sum and given.kind == "u" else given


def sum(
    a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: bool = False, initial: Any = 0, **_: Any
) -> Any:
    if hasattr(a, "__next__"):
        return builtins.sum(a)
    return reduced(a, axis, keepdims, lambda values: builtins.sum(values, initial), _kind(a, dtype, is_sum=True))


def prod(a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: bool = False, **_: Any) -> Any:
    return reduced(
        a, axis, keepdims, lambda values: functools.reduce(lambda x, y: x * y, values, 1), _kind(a, dtype, is_sum=True)
    )


def mean(a: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: bool = False, **_: Any) -> Any:
    return reduced(a, axis, keepdims, _average, _kind(a, dtype, is_mean=True))


def _average(values: list[Any]) -> Any:
    return builtins.sum(values) / len(values) if values else math.nan


def var(
    a: Any, axis: Any = None, dtype: Any = None, out: Any = None, ddof: int = 0, keepdims: bool = False, **_: Any
) -> Any:
    return reduced(a, axis, keepdims, lambda values: _variance(values, ddof), _kind(a, dtype, is_mean=True))


def std(
    a: Any, axis: Any = None, dtype: Any = None, out: Any = None, ddof: int = 0, keepdims: bool = False, **_: Any
) -> Any:
    return reduced(a, axis, keepdims, lambda values: _variance(values, ddof) ** 0.5, _kind(a, dtype, is_mean=True))


def _variance(values: list[Any], ddof: int) -> float:
    average = _average(values)
    return builtins.sum((value - average) ** 2 for value in values) / (len(values) - ddof)


def max(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False, **_: Any) -> Any:
    return reduced(a, axis, keepdims, lambda values: functools.reduce(_larger, values), _kind(a, None))


def min(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False, **_: Any) -> Any:
    return reduced(a, axis, keepdims, lambda values: functools.reduce(_smaller, values), _kind(a, None))


amax, amin = max, min


def any(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False, **_: Any) -> Any:
    return reduced(a, axis, keepdims, builtins.any, "bool")


def all(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False, **_: Any) -> Any:
    return reduced(a, axis, keepdims, builtins.all, "bool")


def count_nonzero(a: Any, axis: Any = None, keepdims: bool = False) -> Any:
    return reduced(a, axis, keepdims, lambda values: builtins.sum(1 for value in values if value), "int64")


def median(a: Any, axis: Any = None, keepdims: bool = False, **_: Any) -> Any:
    def middle(values: list[Any]) -> Any:
        ordered, half = sorted(values), len(values) // 2
        return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2

    return reduced(a, axis, keepdims, middle, _kind(a, None, is_mean=True))


def argmax(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False) -> Any:
    return reduced(a, axis, keepdims, lambda values: values.index(functools.reduce(_larger, values)), "int64")


def argmin(a: Any, axis: Any = None, out: Any = None, keepdims: bool = False) -> Any:
    return reduced(a, axis, keepdims, lambda values: values.index(functools.reduce(_smaller, values)), "int64")


def along(a: Any, axis: Any, change: Callable[[list[Any]], list[Any]], kind: Any = None) -> ndarray:
    """Every row along one axis, changed. Without an axis the array is flat."""
    given = array(a)
    given = given.reshape(-1) if axis is None else given
    axis = -1 if axis is None else axis
    kind = given.dtype if kind is None else kind
    turned = given.swapaxes(axis, -1)
    values = turned.known
    if values is None:
        return ndarray(given.shape, kind)
    step = turned.shape[-1]
    rows = [change(values[start : start + step]) for start in range(0, len(values), step or 1)]
    length = len(rows[0]) if rows else step
    made = make((*turned.shape[:-1], length), [value for row in rows for value in row], kind)
    return made.swapaxes(axis, -1).copy()


def _running(operation: Callable[[Any, Any], Any]) -> Callable[[list[Any]], list[Any]]:
    def run(values: list[Any]) -> list[Any]:
        totals = []
        for value in values:
            totals.append(operation(totals[-1], value) if totals else value)
        return totals

    return run


def cumsum(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> ndarray:
    return along(a, axis, _running(lambda x, y: x + y), _kind(a, dtype, is_sum=True))


def cumprod(a: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> ndarray:
    return along(a, axis, _running(lambda x, y: x * y), _kind(a, dtype, is_sum=True))


def diff(a: Any, n: int = 1, axis: int = -1) -> ndarray:
    for _ in range(n):
        a = along(a, axis, lambda values: [y - x for x, y in zip(values, values[1:])])
    return a


def sort(a: Any, axis: Any = -1, **_: Any) -> ndarray:
    return along(a, axis, sorted)


def argsort(a: Any, axis: Any = -1, **_: Any) -> ndarray:
    return along(a, axis, lambda values: sorted(range(len(values)), key=values.__getitem__), "int64")


def _install() -> None:
    for function in (sum, prod, mean, var, std, max, min, any, all, argmax, argmin, cumsum, cumprod, argsort):
        setattr(ndarray, function.__name__, function)

    def sort_in_place(self: ndarray, axis: int = -1, **_: Any) -> None:
        self[...] = sort(self, axis)

    ndarray.sort = sort_in_place  # type: ignore[attr-defined]


_install()

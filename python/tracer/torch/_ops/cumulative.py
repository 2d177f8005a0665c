"""Running sums, products and extremes along a dimension, and differences of neighbours."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, ints
from .._core.pointwise import tensor_argument
from .._core.promotion import float_type
from .._core.registry import function, inplace, method
from .._core.shapes import reduced, wrap
from .._core.tensor import Tensor
from . import _results as results
from .joining import cat
from .ordering import from_rows, rows_of


def _running(name: str, op: str, domain: str, step: Callable[[Any, Any], Any]) -> None:
    """A running sum or product; integers become int64."""

    def call(
        input: Tensor, dim: Any = None, *, dtype: Any = None, axis: Any = None, out: Any = None
    ) -> Tensor:
        tensor_argument(input, name)
        at = wrap(dim if dim is not None else axis, len(input.shape))
        kind = dtypes.from_any(dtype) or (
            dtypes.int64 if input.dtype._category <= dtypes.INTEGER else input.dtype
        )
        rows = rows_of(input, at)
        values = (
            None if rows is None else from_rows(input.shape, at, [_accumulated(row, step) for row in rows])
        )
        inputs = [input] if domain else [input, ints([at])]
        attributes = {"dim": at} if domain else {}
        return into(out, emit(op, inputs, [(input.shape, kind)], attributes, domain, [values]))

    call.__name__ = name
    function(name)(call)
    method(name)(call)
    inplace(name)(call)


def _accumulated(row: list[Any], step: Callable[[Any, Any], Any]) -> list[Any]:
    found: list[Any] = []
    for value in row:
        found.append(step(found[-1], value) if found else value)
    return found


_running("cumsum", "CumSum", "", python.add)
_running("cumprod", "cumprod", "aten", python.mul)


@function
@method
def logcumsumexp(input: Tensor, dim: int, *, out: Any = None) -> Tensor:
    at = wrap(dim, len(input.shape))
    return into(
        out, emit("logcumsumexp", [input], [(input.shape, float_type(input.dtype))], {"dim": at}, "aten")
    )


def _running_extreme(name: str, is_larger: bool) -> None:
    def call(input: Tensor, dim: int, *, out: Any = None) -> Any:
        at = wrap(dim, len(input.shape)) if input.numel() else 0
        rows = rows_of(input, at)
        values: list[Any] = [None, None]
        if rows is not None:
            values = [
                from_rows(input.shape, at, [_extremes(row, is_larger)[part] for row in rows])
                for part in (0, 1)
            ]
        outputs = [(input.shape, input.dtype), (input.shape, dtypes.int64)]
        return into(out, getattr(results, name)(*emit(name, [input], outputs, {"dim": at}, "aten", values)))

    call.__name__ = name
    function(name)(call)
    method(name)(call)


def _extremes(row: list[Any], is_larger: bool) -> tuple[list[Any], list[int]]:
    values, places = [], []
    best = 0
    for index, value in enumerate(row):
        if value >= row[best] if is_larger else value <= row[best]:
            best = index
        values.append(row[best])
        places.append(best)
    return values, places


_running_extreme("cummax", True)
_running_extreme("cummin", False)


@function
@method
def diff(
    input: Tensor, n: int = 1, dim: int = -1, prepend: Any = None, append: Any = None, *, out: Any = None
) -> Tensor:
    if not input.shape:
        raise RuntimeError("diff expects input to be at least one-dimensional")
    at = wrap(dim, len(input.shape))
    parts = [it for it in (prepend, input, append) if it is not None]
    if len(parts) > 1:
        input = cat(parts, at)
    for _ in range(n):
        length = input.shape[at]
        if length == 0:
            break
        later, earlier = input.narrow(at, 1, length - 1), input.narrow(at, 0, length - 1)
        input = later.logical_xor(earlier) if input.dtype is dtypes.bool else later - earlier
    return into(out, input)


@function
def trapezoid(y: Tensor, x: Any = None, *, dx: Any = None, dim: int = -1) -> Tensor:
    at = wrap(dim, len(y.shape))
    return emit(
        "trapezoid", [y, x], [(reduced(y.shape, [at], False), float_type(y.dtype))], {"dim": at}, "aten"
    )


function("trapz")(trapezoid)


@function
def cumulative_trapezoid(y: Tensor, x: Any = None, *, dx: Any = None, dim: int = -1) -> Tensor:
    at = wrap(dim, len(y.shape))
    shape = [*y.shape[:at], max(y.shape[at] - 1, 0), *y.shape[at + 1 :]]
    return emit("cumulative_trapezoid", [y, x], [(shape, float_type(y.dtype))], {"dim": at}, "aten")


@function
def gradient(input: Tensor, *, spacing: Any = 1, dim: Any = None, edge_order: int = 1) -> tuple[Tensor, ...]:
    axes = range(len(input.shape)) if dim is None else [dim] if isinstance(dim, int) else dim
    return tuple(
        emit(
            "gradient",
            [input],
            [(input.shape, float_type(input.dtype))],
            {"dim": wrap(it, input.dim())},
            "aten",
        )
        for it in axes
    )

"""Largest, smallest, sorted: max, min, argmax, topk, sort, median, quantile, and running sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, ints, loosened
from .._core.pointwise import not_implemented, tensor_argument
from .._core.registry import function, method
from .._core.shapes import reduced, wrap
from .._core.size import Size
from .._core.tensor import Tensor
from .._core.values import lines
from . import _results as results
from .reductions import reduce


def rows_of(input: Tensor, at: int) -> list[list[Any]] | None:
    """Known values line by line along an axis."""
    known = input._values
    if known is None:
        return None
    if not input.shape:
        return [list(known)]
    return [[known[place] for place in line] for line in lines(input.shape, at)]


def from_rows(shape: Size, at: int, rows: list[list[Any]]) -> list[Any]:
    """Lines along an axis as row-major values again."""
    if not shape:
        return rows[0]
    values: list[Any] = [None] * shape.numel()
    for line, row in zip(lines(shape, at), rows):
        for place, value in zip(line, row):
            values[place] = value
    return values


def _axis(name: str, input: Tensor, dim: int) -> int:
    at = wrap(dim, len(input.shape))
    if input.shape and input.shape[at] == 0:
        raise IndexError(f"{name}(): Expected reduction dim {at} to have non-zero size.")
    return at


def _best(row: list[Any], is_larger: bool) -> int:
    """The first place of the extreme; NaN wins."""
    place = 0
    for index, value in enumerate(row):
        held = row[place]
        if held != held:
            break
        if value != value or (value > held if is_larger else value < held):
            place = index
    return place


def _extreme(name: str, is_larger: bool) -> None:
    pair = getattr(results, name)

    def call(
        input: Tensor,
        dim: Any = None,
        keepdim: bool = False,
        *,
        axis: Any = None,
        other: Any = None,
        out: Any = None,
    ) -> Any:
        tensor_argument(input, name)
        dim = axis if dim is None else dim
        if isinstance(dim, Tensor) or other is not None:
            both = input.maximum if is_larger else input.minimum
            return into(out, both(other if dim is None else dim))
        if dim is None:
            if not input.numel():
                raise RuntimeError(
                    f"{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
                    "reduction dim with the 'dim' argument."
                )
            return into(
                out,
                reduce(
                    "ReduceMax" if is_larger else "ReduceMin",
                    input,
                    (None, False),
                    input.dtype,
                    _plain(is_larger),
                ),
            )
        at = _axis(name, input, dim)
        return into(out, pair(*_along(name, input, at, keepdim, is_larger)))

    call.__name__ = name
    function(name)(call)
    method(name)(call)


def _plain(is_larger: bool) -> Callable[[list[Any]], Any]:
    return lambda values: values[_best(values, is_larger)]


def _along(name: str, input: Tensor, at: int, keepdim: bool, is_larger: bool) -> tuple[Tensor, Tensor]:
    shape = reduced(input.shape, [at], keepdim) if input.shape else input.shape
    rows = rows_of(input, at)
    values: list[Any] = [None, None]
    if rows is not None:
        places = [_best(row, is_larger) for row in rows]
        values = [[row[place] for row, place in zip(rows, places)], places]
    outputs = [(shape, input.dtype), (shape, dtypes.int64)]
    return emit(name, [input], outputs, {"dim": at, "keepdim": int(keepdim)}, "aten", values)


_extreme("max", True)
_extreme("min", False)


def _arg(name: str, op: str, is_larger: bool) -> None:
    def call(
        input: Tensor,
        dim: Any = None,
        keepdim: bool = False,
        *,
        axis: Any = None,
        keepdims: Any = None,
        out: Any = None,
    ) -> Tensor:
        tensor_argument(input, name)
        if input.dtype is dtypes.bool:
            raise RuntimeError(f"{name}(): does not support bool input")
        if input.dtype.is_complex:
            raise not_implemented(f"{name}_cpu", input.dtype)
        dim = axis if dim is None else dim
        flat = dim is None
        if flat and not input.numel():
            raise IndexError(f"{name}(): Expected reduction dim to be specified for input.numel() == 0.")
        at = 0 if flat else _axis(name, input, dim)
        rank = len(input.shape)
        shape = reduced(input.shape, range(rank) if flat else [at], keepdim) if rank else input.shape
        known = input._values
        rows = None if known is None else [known] if flat else rows_of(input, at)
        values = None if rows is None else [_best(row, is_larger) for row in rows]
        attributes = {"axis": at, "keepdims": int(bool(keepdim))} | ({"flatten": 1} if flat else {})
        domain = "aten" if flat else ""
        return into(
            out, emit(name if flat else op, [input], [(shape, dtypes.int64)], attributes, domain, [values])
        )

    call.__name__ = name
    function(name)(call)
    method(name)(call)


_arg("argmax", "ArgMax", True)
_arg("argmin", "ArgMin", False)


@function
@method
def topk(
    input: Tensor, k: Any, dim: int = -1, largest: bool = True, sorted: bool = True, *, out: Any = None
) -> Any:
    at = wrap(dim, len(input.shape))
    count = int(k)
    if not 0 <= count <= (input.shape[at] if input.shape else 1):
        raise RuntimeError("selected index k out of range")
    shape = Size([*input.shape[:at], count, *input.shape[at + 1 :]]) if input.shape else input.shape
    values = _ordered(input, at, largest, shape, count)
    attributes = {"axis": at, "largest": int(largest), "sorted": int(sorted)}
    outputs = [(shape, input.dtype), (shape, dtypes.int64)]
    return into(out, results.topk(*emit("TopK", [input, ints([count])], outputs, attributes, "", values)))


def _ordered(input: Tensor, at: int, descending: bool, shape: Size, count: Any = None) -> list[Any]:
    rows = rows_of(input, at)
    if rows is None or any(it != it for row in rows for it in row):
        return [None, None]
    orders = [_order(row, descending)[:count] for row in rows]
    picked = [[row[place] for place in order] for row, order in zip(rows, orders)]
    return [from_rows(shape, at, picked), from_rows(shape, at, orders)]


def _order(row: list[Any], descending: bool) -> list[int]:
    """Places in order; equal values stay in the order they have."""
    return (
        sorted(range(len(row)), key=row.__getitem__, reverse=descending)
        if not descending
        else sorted(range(len(row)), key=lambda place: (-row[place], place))
    )


@function("sort")
@method("sort")
def sort(
    input: Tensor, dim: Any = -1, descending: bool = False, stable: Any = False, *, out: Any = None
) -> Any:
    at = wrap(dim, len(input.shape))
    values = _ordered(input, at, descending, input.shape)
    outputs = [(input.shape, input.dtype), (input.shape, dtypes.int64)]
    attributes = {"dim": at, "descending": int(descending)}
    return into(out, results.sort(*emit("sort", [input], outputs, attributes, "aten", values)))


@function
@method
def argsort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Tensor:
    return sort(input, dim, descending)[1]


@function
@method
def msort(input: Tensor) -> Tensor:
    return sort(input, 0)[0]


@function
@method
def kthvalue(input: Tensor, k: int, dim: int = -1, keepdim: bool = False, *, out: Any = None) -> Any:
    at = _axis("kthvalue", input, dim)
    if not 1 <= k <= (input.shape[at] if input.shape else 1):
        raise RuntimeError(f"kthvalue(): selected number k out of range for dimension {at}")
    return into(out, results.kthvalue(*_picked("kthvalue", input, at, keepdim, lambda count: k - 1)))


def _picked(name: str, input: Tensor, at: int, keepdim: bool, place: Callable[[int], int]) -> Any:
    """One element of each sorted line, with its index."""
    shape = reduced(input.shape, [at], keepdim) if input.shape else input.shape
    rows = rows_of(input, at)
    values: list[Any] = [None, None]
    if rows is not None and all(row and all(it == it for it in row) for row in rows):
        orders = [_order(row, False)[place(len(row))] for row in rows]
        values = [[row[it] for row, it in zip(rows, orders)], orders]
    outputs = [(shape, input.dtype), (shape, dtypes.int64)]
    return emit(name, [input], outputs, {"dim": at, "keepdim": int(keepdim)}, "aten", values)


def _median(name: str) -> None:
    def call(input: Tensor, dim: Any = None, keepdim: bool = False, *, out: Any = None) -> Any:
        if dim is None:
            flat = input.reshape(-1)
            return _picked(name, flat, 0, False, lambda count: (count - 1) // 2)[0]
        at = _axis(name, input, dim)
        return into(out, results.median(*_picked(name, input, at, keepdim, lambda count: (count - 1) // 2)))

    call.__name__ = name
    function(name)(call)
    method(name)(call)


_median("median")
_median("nanmedian")


@function
@method("mode")
def mode(input: Tensor, dim: int = -1, keepdim: bool = False, *, out: Any = None) -> Any:
    at = _axis("mode", input, dim)
    shape = reduced(input.shape, [at], keepdim) if input.shape else input.shape
    outputs = [(shape, input.dtype), (shape, dtypes.int64)]
    return into(out, results.mode(*emit("mode", [input], outputs, {"dim": at}, "aten")))


def _quantile(name: str) -> None:
    def call(
        input: Tensor,
        q: Any,
        dim: Any = None,
        keepdim: bool = False,
        *,
        interpolation: str = "linear",
        out: Any = None,
    ) -> Tensor:
        if input.dtype not in (dtypes.float32, dtypes.float64):
            raise RuntimeError("quantile() input tensor must be either float or double dtype")
        if isinstance(q, Tensor) and len(q.shape) > 1:
            raise RuntimeError("quantile() q must be a scalar or 1D tensor")
        if not input.numel():
            raise RuntimeError("quantile() input tensor must be non-empty")
        count = list(q.shape) if isinstance(q, Tensor) else []
        rank = len(input.shape)
        axes = range(rank) if dim is None else [wrap(dim, rank)]
        shape = [*count, *reduced(input.shape, axes, keepdim)]
        return into(
            out, loosened(emit(name, [input], [(shape, input.dtype)], {"keepdim": int(keepdim)}, "aten"))
        )

    call.__name__ = name
    function(name)(call)
    method(name)(call)


_quantile("quantile")
_quantile("nanquantile")

"""Sums, means, products, norms and logic over dimensions."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, ints
from .._core.pointwise import not_implemented, tensor_argument
from .._core.promotion import float_type
from .._core.registry import function, method
from .._core.shapes import reduced, wrap_all
from .._core.tensor import Tensor
from .._core.values import mapped, row_major, walk


def axes_of(dim: Any, rank: int) -> list[int]:
    """The dimensions to reduce; none named means all of them."""
    return (
        list(range(rank))
        if dim is None or isinstance(dim, (list, tuple)) and not len(dim)
        else wrap_all(dim, rank)
    )


def groups(input: Tensor, axes: list[int]) -> list[list[Any]] | None:
    """Known values, one list for each element of the result."""
    known = input._values
    if known is None:
        return None
    shape, steps = input.shape, row_major(input.shape)
    kept = [axis for axis in range(len(shape)) if axis not in axes]
    gone = [axis for axis in axes if shape]
    starts = walk([shape[axis] for axis in kept], [steps[axis] for axis in kept])
    inside = walk([shape[axis] for axis in gone], [steps[axis] for axis in gone])
    return [[known[start + it] for it in inside] for start in starts]


def reduce(
    op: str,
    input: Tensor,
    where: tuple[Any, bool],
    dtype: dtypes.dtype,
    evaluate: Callable[[list[Any]], Any] | None = None,
    domain: str = "",
    attributes: dict[str, Any] | None = None,
) -> Tensor:
    """`where` is (dimensions or None, keepdim)."""
    rank = len(input.shape)
    axes = axes_of(where[0], rank)
    keepdim = bool(where[1])
    shape = reduced(input.shape, axes, keepdim) if rank else input.shape
    values = None
    if evaluate is not None:
        columns = groups(input, axes)
        values = None if columns is None else mapped(evaluate, columns)
    if domain:
        named = {"dim": axes, "keepdim": int(keepdim), **(attributes or {})}
        return emit(op, [input], [(shape, dtype)], named, domain, [values])
    inputs: list[Any] = [input] if where[0] is None else [input, ints(axes)]
    return emit(op, inputs, [(shape, dtype)], {"keepdims": int(keepdim), **(attributes or {})}, "", [values])


def _named(dim: Any, axis: Any, keepdim: Any, keepdims: Any) -> tuple[Any, bool]:
    return (dim if axis is None else axis), bool(keepdim if keepdims is None else keepdims)


def _sum_type(input: Tensor, dtype: Any) -> dtypes.dtype:
    found = dtypes.from_any(dtype)
    if found is not None:
        return found
    return dtypes.int64 if input.dtype._category <= dtypes.INTEGER else input.dtype


@function("sum")
@method("sum")
def sum_(
    input: Tensor,
    dim: Any = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Any = None,
    keepdims: Any = None,
    out: Any = None,
) -> Tensor:
    tensor_argument(input, "sum")
    where = _named(dim, axis, keepdim, keepdims)
    return into(out, reduce("ReduceSum", input, where, _sum_type(input, dtype), _add_all))


def _add_all(values: list[Any]) -> Any:
    return math.fsum(values) if values and isinstance(values[0], float) else sum(values)


@function
@method
def nansum(
    input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, out: Any = None
) -> Tensor:
    evaluate = lambda values: sum(it for it in values if it == it)  # noqa: E731
    return into(out, reduce("nansum", input, (dim, keepdim), _sum_type(input, dtype), evaluate, "aten"))


def _mean_type(name: str, input: Tensor, dtype: Any) -> dtypes.dtype:
    kind = dtypes.from_any(dtype) or input.dtype
    if kind._category < dtypes.FLOAT:
        whose = "Input" if dtype is None else "Optional"
        raise RuntimeError(
            f"{name}(): could not infer output dtype. {whose} dtype must be either a floating point or "
            "complex dtype. "
            f"Got: {kind._scalar_name}"
        )
    return kind


@function
@method
def mean(
    input: Tensor,
    dim: Any = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    axis: Any = None,
    keepdims: Any = None,
    out: Any = None,
) -> Tensor:
    tensor_argument(input, "mean")
    kind = _mean_type("mean", input, dtype)
    evaluate = lambda values: _add_all(values) / len(values) if values else math.nan  # noqa: E731
    return into(out, reduce("ReduceMean", input, _named(dim, axis, keepdim, keepdims), kind, evaluate))


@function
@method
def nanmean(
    input: Tensor, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, out: Any = None
) -> Tensor:
    return into(
        out, reduce("nanmean", input, (dim, keepdim), _mean_type("nanmean", input, dtype), None, "aten")
    )


_UNNAMED: Any = object()


@function("prod")
@method("prod")
def prod(
    input: Tensor, dim: Any = _UNNAMED, keepdim: bool = False, *, dtype: Any = None, out: Any = None
) -> Tensor:
    if dim is None or isinstance(dim, (tuple, list)):
        raise TypeError("prod() received an invalid combination of arguments - got (Tensor, tuple)")
    dim = None if dim is _UNNAMED else dim
    kind = _sum_type(input, dtype)
    # Products of short floats are rounded at every step, in an order of torch's own.
    known = None if kind._category == dtypes.FLOAT and kind.itemsize < 4 else math.prod
    return into(out, reduce("ReduceProd", input, (dim, keepdim), kind, known))


@function("amax")
@method("amax")
def amax(input: Tensor, dim: Any = (), keepdim: bool = False, *, out: Any = None) -> Tensor:
    _check_not_empty("amax", input, dim)
    return into(
        out,
        reduce(
            "ReduceMax", input, (dim or None if not isinstance(dim, int) else dim, keepdim), input.dtype, max
        ),
    )


@function("amin")
@method("amin")
def amin(input: Tensor, dim: Any = (), keepdim: bool = False, *, out: Any = None) -> Tensor:
    _check_not_empty("amin", input, dim)
    return into(
        out,
        reduce(
            "ReduceMin", input, (dim or None if not isinstance(dim, int) else dim, keepdim), input.dtype, min
        ),
    )


def _check_not_empty(name: str, input: Tensor, dim: Any) -> None:
    if input.numel():
        return
    if dim is None or isinstance(dim, (tuple, list)) and not dim:
        raise RuntimeError(
            f"{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
            "reduction dim with the 'dim' argument."
        )
    for axis in axes_of(dim, len(input.shape)):
        if input.shape[axis] == 0:
            raise IndexError(f"{name}(): Expected reduction dim {axis} to have non-zero size.")


@function
@method
def aminmax(input: Tensor, *, dim: Any = None, keepdim: bool = False, out: Any = None) -> Any:
    from ._results import aminmax as result

    if not input.numel() and dim is None:
        raise RuntimeError(
            "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity."
        )
    return result(
        amin(input, dim if dim is not None else (), keepdim),
        amax(input, dim if dim is not None else (), keepdim),
    )


def _logic(name: str, evaluate: Any) -> None:
    def call(
        input: Tensor, dim: Any = None, keepdim: bool = False, *, axis: Any = None, out: Any = None
    ) -> Tensor:
        tensor_argument(input, name)
        kind = dtypes.uint8 if input.dtype is dtypes.uint8 else dtypes.bool
        where = (dim if axis is None else axis, keepdim)
        return into(out, reduce(name, input, where, kind, evaluate, "aten"))

    call.__name__ = name
    function(name)(call)
    method(name)(call)


_logic("all", all)
_logic("any", any)


@function("logsumexp", "special.logsumexp")
@method("logsumexp")
def logsumexp(input: Tensor, dim: Any, keepdim: bool = False, *, out: Any = None) -> Tensor:
    if dim is None:
        raise TypeError("logsumexp(): argument 'dim' (position 2) must be tuple of ints, not NoneType")
    return into(out, reduce("ReduceLogSumExp", input, (dim, keepdim), float_type(input.dtype)))


def _spread_arguments(args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, Any, bool]:
    """(dim, correction, keepdim) of std and var, which can be called in three ways."""
    dim = named.get("dim", named.get("axis"))
    correction: Any = named.get("correction", 1)
    keepdim = named.get("keepdim", False)
    rest = list(args)
    if "unbiased" in named:
        correction = int(named["unbiased"])
    if rest and isinstance(rest[0], bool):
        correction = int(rest.pop(0))
    elif rest:
        dim = rest.pop(0)
        if rest:
            correction = int(rest.pop(0))
        if rest:
            keepdim = rest.pop(0)
    return dim, 1 if correction is None else correction, keepdim


def _spread(name: str, is_root: bool, has_mean: bool) -> None:
    def call(input: Tensor, *args: Any, out: Any = None, **named: Any) -> Any:
        dim, correction, keepdim = _spread_arguments(args, named)
        if input.dtype._category < dtypes.FLOAT:
            who = name if has_mean else "std and var"
            raise RuntimeError(f"{who} only support floating point and complex dtypes")
        kind = input.dtype.to_real()

        def evaluate(values: list[Any]) -> Any:
            middle = math.fsum(values) / len(values)
            squares = math.fsum((it - middle) ** 2 for it in values)
            free = max(len(values) - correction, 0)
            found = squares / free if free else math.nan
            return math.sqrt(found) if is_root else found

        known = None if input.dtype.is_complex else evaluate
        result = reduce(
            name[:3], input, (dim, keepdim), kind, known, "aten", {"correction": float(correction)}
        )
        if not has_mean:
            return into(out, result)
        return result, mean(input, dim, keepdim)

    call.__name__ = name
    function(name)(call)
    if not has_mean:
        method(name)(call)


for _name in ("std", "var"):
    _spread(_name, _name == "std", False)
    _spread(f"{_name}_mean", _name == "std", True)


@function
@method
def norm(
    input: Tensor, p: Any = "fro", dim: Any = None, keepdim: bool = False, out: Any = None, dtype: Any = None
) -> Tensor:
    kind = dtypes.from_any(dtype) or input.dtype
    if kind._category < dtypes.FLOAT:
        raise RuntimeError(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
            f"{kind._scalar_name}"
        )
    order = 2 if p in ("fro", None) else p
    if p == "nuc":
        from .linalg import matrix_norm

        return matrix_norm(input, "nuc", (-2, -1) if dim is None else dim, keepdim)
    return into(out, vector_norm_of(input, order, (dim, keepdim), kind))


def vector_norm_of(input: Tensor, order: Any, where: tuple[Any, bool], kind: dtypes.dtype) -> Tensor:
    real = kind.to_real()
    if order in (1, 2):
        evaluate: Any = (
            (lambda values: math.sqrt(sum(abs(it) ** 2 for it in values)))
            if order == 2
            else (lambda values: sum(abs(it) for it in values))
        )
        return reduce(f"ReduceL{int(order)}", input, where, real, evaluate)
    attributes = {"ord": float(order)}
    return reduce("norm", input, where, real, None, "aten", attributes)


@function("linalg.vector_norm")
def vector_norm(
    x: Tensor, ord: Any = 2, dim: Any = None, keepdim: bool = False, *, dtype: Any = None, out: Any = None
) -> Tensor:
    kind = dtypes.from_any(dtype) or x.dtype
    if kind._category < dtypes.FLOAT:
        raise RuntimeError(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
            f"{kind._scalar_name}"
        )
    return into(out, vector_norm_of(x, ord, (dim, keepdim), kind))


@function
@method
def renorm(input: Tensor, p: Any, dim: int, maxnorm: Any) -> Tensor:
    return emit("renorm", [input], [(input.shape, input.dtype)], {"p": float(p), "dim": dim}, "aten")


@function
@method
def dist(input: Tensor, other: Tensor, p: Any = 2) -> Tensor:
    return norm(input - other, p)


@function
@method("trace")
def trace(input: Tensor) -> Tensor:
    if len(input.shape) != 2:
        raise RuntimeError(f"trace: expected a matrix, but got tensor with dim {len(input.shape)}")
    if input.dtype is dtypes.bool:
        raise not_implemented("trace", input.dtype)
    known = input._values
    values = None
    if known is not None:
        columns = input.shape[1]
        values = [sum(known[index * columns + index] for index in range(min(input.shape)))]
    kind = dtypes.int64 if input.dtype._category <= dtypes.INTEGER else input.dtype
    return emit("trace", [input], [((), kind)], None, "aten", [values])

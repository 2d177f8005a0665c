"""Elements that a mask or the data choose: masked_fill, masked_select, nonzero, unique, bincount, histc."""

from __future__ import annotations

from typing import Any

from .._core import dtype as dtypes
from .._core.bounds import at_most
from .._core.emit import emit, into, loosened, scalar
from .._core.promotion import result_type
from .._core.registry import function, inplace, method
from .._core.shapes import broadcast_shapes, shown, volume, wrap
from .._core.size import Size
from .._core.tensor import Tensor
from .._core.values import LIMIT, broadcast, row_major


@function
@method
@inplace
def masked_fill(input: Tensor, mask: Tensor, value: Any) -> Tensor:
    if mask.dtype is not dtypes.bool:
        raise RuntimeError(
            f"masked_fill_ only supports boolean masks, but got mask with dtype {mask.dtype._name}"
        )
    if isinstance(value, Tensor) and value.shape:
        raise RuntimeError(
            f"masked_fill_ only supports a 0-dimensional value tensor, but got tensor with {value.dim()} "
            "dimension(s)."
        )
    kind = input.dtype
    if result_type(value).is_complex and not kind.is_complex:
        raise RuntimeError(f"value cannot be converted to type {_cpp(kind)} without overflow")
    shape = broadcast_shapes(input.shape, mask.shape)
    values = _chosen(mask, value, input, shape)
    update = value if isinstance(value, Tensor) else scalar(value, kind)
    result = emit("Where", [mask, update, input], [(shape, kind)], None, "", [values])
    # torch clones the input into a contiguous tensor first.
    result._is_loose = False
    return result


def _cpp(kind: dtypes.dtype) -> str:
    return {"int64": "int64_t", "float32": "float", "float64": "double", "int32": "int", "bool": "bool"}.get(
        kind._name, kind._name
    )


def _chosen(mask: Tensor, value: Any, input: Tensor, shape: Size) -> list[Any] | None:
    known, flags = input._values, mask._values
    if isinstance(value, Tensor):
        value = None if value._values is None else value._values[0]
    if known is None or flags is None or value is None or volume(shape) > LIMIT:
        return None
    known, flags = broadcast(known, input.shape, shape), broadcast(flags, mask.shape, shape)
    return [value if flag else it for flag, it in zip(flags, known)]


@function
@method
@inplace
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    if mask.dtype is not dtypes.bool:
        raise RuntimeError(
            f"masked_scatter_ only supports boolean masks, but got mask with dtype {mask.dtype._name}"
        )
    shape = broadcast_shapes(input.shape, mask.shape)
    if input.dtype is not source.dtype:
        raise RuntimeError(
            "masked_scatter: expected self and source to have same dtypes but "
            f"got{input.dtype._scalar_name} and "
            f"{source.dtype._scalar_name}"
        )
    return emit("masked_scatter", [input, mask, source], [(shape, input.dtype)], None, "aten")


@function
@method
def masked_select(input: Tensor, mask: Tensor, *, out: Any = None) -> Tensor:
    if mask.dtype is not dtypes.bool:
        raise RuntimeError("masked_select: expected BoolTensor for mask")
    shape = broadcast_shapes(input.shape, mask.shape)
    flags, known = mask._values, input._values
    values = None
    if flags is None or volume(shape) > LIMIT:
        count = at_most(volume(shape), "elements that a mask selects")
    else:
        flags = broadcast(flags, mask.shape, shape)
        count = sum(flags)
        if known is not None:
            values = [it for it, flag in zip(broadcast(known, input.shape, shape), flags) if flag]
    return into(out, emit("masked_select", [input, mask], [((count,), input.dtype)], None, "aten", [values]))


@function("nonzero")
@method("nonzero")
def nonzero(input: Tensor, *, out: Any = None, as_tuple: bool = False) -> Any:
    rank = len(input.shape)
    known = input._values
    if known is None:
        count = at_most(input.numel(), "elements that are not zero")
        values = None
    else:
        chosen = [place for place, value in enumerate(known) if value]
        count = len(chosen)
        steps = row_major(input.shape)
        values = [place // step % size for place in chosen for step, size in zip(steps, input.shape)]
    result = loosened(emit("nonzero", [input], [((count, rank), dtypes.int64)], None, "aten", [values]))
    if as_tuple:
        return (result.reshape(1, -1) if not rank else result).unbind(1)
    return into(out, result)


@function
@method
def argwhere(input: Tensor) -> Tensor:
    return nonzero(input)


@function
@method
def count_nonzero(input: Tensor, dim: Any = None) -> Tensor:
    return (input != 0).sum(dim) if dim is not None else (input != 0).sum()


@function
@method("unique")
def unique(
    input: Tensor,
    sorted: bool = True,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: Any = None,
) -> Any:
    return _unique("unique", input, (return_inverse, return_counts), dim)


@function
@method
def unique_consecutive(
    input: Tensor, return_inverse: bool = False, return_counts: bool = False, dim: Any = None
) -> Any:
    return _unique("unique_consecutive", input, (return_inverse, return_counts), dim)


def _unique(name: str, input: Tensor, wanted: tuple[bool, bool], dim: Any) -> Any:
    if dim is not None and len(input.shape) > 1:
        return _unique_slices(name, input, wanted, dim)
    found, inverse, counts = _distinct(name, input)
    # Unknown: one. Upper bounds make loops over classes run as often as there are elements.
    count = len(found) if found is not None else _one()
    outputs = [((count,), input.dtype)]
    values: list[Any] = [found]
    if wanted[0]:
        outputs.append((input.shape, dtypes.int64))
        values.append(inverse)
    if wanted[1]:
        outputs.append(((count,), dtypes.int64))
        values.append(counts)
    return emit(name, [input], outputs, None, "aten", values)


def _one() -> int:
    from edgewise_tracer import notes

    level = "warning" if notes.phase == "forward" else "error"
    notes.add("data-dependent", "how many different values there are depends on the data; taken as 1", level)
    return 1


def _distinct(name: str, input: Tensor) -> tuple[Any, Any, Any]:
    known = input._values
    if known is None:
        return None, None, None
    if name == "unique":
        found = sorted(set(known))
        place = {value: index for index, value in enumerate(found)}
        inverse = [place[it] for it in known]
    else:
        found, inverse = [], []
        for it in known:
            if not found or found[-1] != it:
                found.append(it)
            inverse.append(len(found) - 1)
    counts = [0] * len(found)
    for it in inverse:
        counts[it] += 1
    return found, inverse, counts


def _unique_slices(name: str, input: Tensor, wanted: tuple[bool, bool], dim: int) -> Any:
    at = wrap(dim, len(input.shape))
    size = input.shape[at]
    if size and not input.numel() or any(it == 0 for axis, it in enumerate(input.shape) if axis != at):
        raise RuntimeError(
            "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied"
        )
    known = input.movedim(at, 0).reshape(size, input.numel() // size if size else 0)._values
    rows = None
    if known is not None:
        width = len(known) // size if size else 0
        rows = [tuple(known[index * width : (index + 1) * width]) for index in range(size)]
    count = at_most(size, "different slices") if rows is None else len(set(rows))
    shape = [*input.shape[:at], count, *input.shape[at + 1 :]]
    outputs = [(shape, input.dtype)]
    outputs += [((size,), dtypes.int64)] if wanted[0] else []
    outputs += [((count,), dtypes.int64)] if wanted[1] else []
    return loosened(emit(name, [input], outputs, {"dim": at}, "aten"))


@function
@method
def bincount(input: Tensor, weights: Any = None, minlength: int = 0) -> Tensor:
    if len(input.shape) != 1 or input.dtype._category != dtypes.INTEGER:
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    kind = (
        dtypes.int64
        if weights is None
        else weights.dtype
        if weights.dtype is dtypes.float32
        else dtypes.float64
    )
    known = input._values
    if known is None:
        count = max(minlength, at_most(max(input.numel(), 1), "bins"))
        return emit("bincount", [input, weights], [((count,), kind)], None, "aten")
    if any(it < 0 for it in known):
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    count = max(minlength, max(known) + 1 if known else 0)
    given = [1] * len(known) if weights is None else weights._values
    values = None
    if given is not None:
        values = [0] * count
        for place, weight in zip(known, given):
            values[place] += weight
    return emit("bincount", [input, weights], [((count,), kind)], None, "aten", [values])


@function
@method
def histc(input: Tensor, bins: int = 100, min: Any = 0, max: Any = 0, *, out: Any = None) -> Tensor:
    return into(out, emit("histc", [input], [((bins,), input.dtype)], {"bins": bins}, "aten"))


@function
@method
def histogram(
    input: Tensor, bins: Any, *, range: Any = None, weight: Any = None, density: bool = False
) -> Any:
    count = bins.numel() - 1 if isinstance(bins, Tensor) else bins
    outputs = [((count,), input.dtype), ((count + 1,), input.dtype)]
    return emit("histogram", [input], outputs, {"bins": count}, "aten")


def _sorted_places(boundaries: Tensor, input: Tensor, right: bool) -> list[Any] | None:
    import bisect

    known, wanted = boundaries._values, input._values
    if known is None or wanted is None or len(boundaries.shape) != 1:
        return None
    place = bisect.bisect_right if right else bisect.bisect_left
    return [place(known, it) for it in wanted]


@function
@method
def searchsorted(
    sorted_sequence: Tensor,
    input: Any,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: Any = None,
    out: Any = None,
    sorter: Any = None,
) -> Tensor:
    from .._core.nested import tensor

    given = input if isinstance(input, Tensor) else tensor(input)
    if len(sorted_sequence.shape) != 1 and sorted_sequence.shape[:-1] != given.shape[:-1]:
        raise RuntimeError(
            "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of "
            "boundaries tensor "
            "and input value tensor must match, but we got boundaries tensor "
            f"{shown(sorted_sequence.shape)} and input value "
            f"tensor {shown(given.shape)}"
        )
    values = _sorted_places(sorted_sequence, given, right or side == "right") if sorter is None else None
    kind = dtypes.int32 if out_int32 else dtypes.int64
    return into(
        out, emit("searchsorted", [sorted_sequence, given], [(given.shape, kind)], None, "aten", [values])
    )


@function
@method("bucketize")
def bucketize(
    input: Any, boundaries: Tensor, *, out_int32: bool = False, right: bool = False, out: Any = None
) -> Tensor:
    if len(boundaries.shape) != 1:
        raise RuntimeError(f"boundaries tensor must be 1 dimension, but got dim({boundaries.dim()})")
    return searchsorted(boundaries, input, out_int32=out_int32, right=right, out=out)


@function
@method
def bernoulli(input: Tensor, p: Any = None, *, generator: Any = None, out: Any = None) -> Tensor:
    return into(out, emit("Bernoulli", [input], [(input.shape, input.dtype)]))

"""Functions that join, cut, move and search arrays."""

from __future__ import annotations

import builtins
import itertools
import math
from collections.abc import Iterator
from typing import Any

from edgewise_tracer.stubs import unsupported

from . import _dtypes, _reductions, _ufuncs
from ._array import array, broadcast, broadcast_shapes, make, ndarray
from ._creation import _shape, arange, full, meshgrid
from ._dtypes import generic


def indices(dimensions: Any, dtype: Any = int) -> ndarray:
    return stack(meshgrid(*(arange(size, dtype=dtype) for size in dimensions), indexing="ij"))


def concatenate(arrays: Any, axis: int | None = 0, **_: Any) -> ndarray:
    parts = [array(part, copy=False) for part in arrays]
    parts = [part.reshape(-1) for part in parts] if axis is None else parts
    axis = (axis or 0) % parts[0].ndim if parts[0].ndim else 0
    kind = parts[0].dtype
    for part in parts[1:]:
        kind = _dtypes.promote(kind, part.dtype)
        if (
            part.ndim != parts[0].ndim
            or part.shape[:axis] + part.shape[axis + 1 :] != parts[0].shape[:axis] + parts[0].shape[axis + 1 :]
        ):
            raise ValueError("all the input array dimensions except for the concatenation axis must match exactly")
    moved = [part.swapaxes(0, axis) for part in parts]
    shape = (builtins.sum(part.shape[0] for part in moved), *moved[0].shape[1:])
    values = [part.known for part in moved]
    flat = None if builtins.any(part is None for part in values) else [value for part in values for value in part or []]
    return make(shape, flat, kind).swapaxes(0, axis)


concat = concatenate


def stack(arrays: Any, axis: int = 0, **_: Any) -> ndarray:
    parts = [array(part, copy=False) for part in arrays]
    if len({part.shape for part in parts}) > 1:
        raise ValueError("all input arrays must have the same shape")
    return concatenate([expand_dims(part, axis) for part in parts], axis)


def vstack(tup: Any) -> ndarray:
    return concatenate([atleast_2d(part) for part in tup], 0)


def hstack(tup: Any) -> ndarray:
    parts = [array(part) for part in tup]
    parts = [part.reshape(1) if part.ndim == 0 else part for part in parts]
    return concatenate(parts, 0 if parts[0].ndim == 1 else 1)


row_stack = vstack


def atleast_1d(a: Any) -> ndarray:
    return array(a, ndmin=1)


def atleast_2d(a: Any) -> ndarray:
    return array(a, ndmin=2)


def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[ndarray]:
    if isinstance(indices_or_sections, int) and array(ary, copy=False).shape[axis] % indices_or_sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[ndarray]:
    given = array(ary, copy=False)
    size = given.shape[axis]
    if isinstance(indices_or_sections, int):
        base, extra = divmod(size, indices_or_sections)
        ends = list(itertools.accumulate(base + (index < extra) for index in range(indices_or_sections)))
    else:
        ends = [*map(int, indices_or_sections), size]
    starts = [0, *ends[:-1]]
    lead = (slice(None),) * (axis % given.ndim)
    return [given[(*lead, slice(start, end))] for start, end in zip(starts, ends)]


def expand_dims(a: Any, axis: Any) -> ndarray:
    given = array(a, copy=False)
    axes = [axis] if isinstance(axis, int) else list(axis)
    rank = given.ndim + len(axes)
    places = {index % rank for index in axes}
    sizes = iter(given.shape)
    return given.reshape([1 if index in places else next(sizes) for index in range(rank)])


def squeeze(a: Any, axis: Any = None) -> ndarray:
    return array(a, copy=False).squeeze(axis)


def reshape(a: Any, newshape: Any = None, order: str = "C", *, shape: Any = None) -> ndarray:
    return array(a, copy=False).reshape(newshape if shape is None else shape, order=order)


def ravel(a: Any, order: str = "C") -> ndarray:
    return array(a, copy=False).reshape(-1)


def transpose(a: Any, axes: Any = None) -> ndarray:
    given = array(a, copy=False)
    return given.transpose() if axes is None else given.transpose(axes)


def swapaxes(a: Any, axis1: int, axis2: int) -> ndarray:
    return array(a, copy=False).swapaxes(axis1, axis2)


def moveaxis(a: Any, source: Any, destination: Any) -> ndarray:
    given = array(a, copy=False)
    moved = [index % given.ndim for index in ([source] if isinstance(source, int) else source)]
    to = [index % given.ndim for index in ([destination] if isinstance(destination, int) else destination)]
    order = [index for index in range(given.ndim) if index not in moved]
    for place, index in sorted(zip(to, moved)):
        order.insert(place, index)
    return given.transpose(order)


def broadcast_to(array_: Any, shape: Any, **_: Any) -> ndarray:
    return broadcast(array(array_, copy=False), _shape(shape))


def broadcast_arrays(*args: Any) -> list[ndarray]:
    parts = [array(part) for part in args]
    shape = broadcast_shapes(*(part.shape for part in parts))
    return [broadcast(part, shape) for part in parts]


def tile(A: Any, reps: Any) -> ndarray:
    given = array(A, copy=False)
    counts = [reps] if isinstance(reps, int) else list(reps)
    counts = [1] * (given.ndim - len(counts)) + [int(count) for count in counts]
    given = given.reshape((1,) * (len(counts) - given.ndim) + given.shape)
    for axis, count in enumerate(counts):
        given = concatenate([given] * count, axis) if count != 1 else given
    return given


def repeat(a: Any, repeats: Any, axis: int | None = None) -> ndarray:
    def again(values: list[Any]) -> list[Any]:
        counts = [int(repeats)] * len(values) if not hasattr(repeats, "__len__") else [int(count) for count in repeats]
        return [value for value, count in zip(values, counts) for _ in range(count)]

    return _reductions.along(a, axis, again)


def flip(m: Any, axis: Any = None) -> ndarray:
    given = array(m, copy=False)
    axes = (
        range(given.ndim)
        if axis is None
        else [axis % given.ndim]
        if isinstance(axis, int)
        else [a % given.ndim for a in axis]
    )
    return given[tuple(slice(None, None, -1) if index in axes else slice(None) for index in range(given.ndim))]


def flipud(m: Any) -> ndarray:
    return flip(m, 0)


def fliplr(m: Any) -> ndarray:
    return flip(m, 1)


def roll(a: Any, shift: Any, axis: Any = None) -> ndarray:
    given = array(a)
    if axis is None:
        return roll(given.reshape(-1), shift, 0).reshape(given.shape)
    pairs = (
        [(shift, axis)]
        if isinstance(axis, int)
        else zip(shift if hasattr(shift, "__iter__") else [shift] * len(axis), axis)
    )
    for by, along_axis in pairs:
        given = _reductions.along(
            given, along_axis, lambda row, by=by: row[-by % len(row) :] + row[: -by % len(row)] if row else row
        )
    return given


def rot90(m: Any, k: int = 1, axes: Any = (0, 1)) -> ndarray:
    given = array(m)
    for _ in range(k % 4):
        given = flip(given.swapaxes(*axes), axes[0])
    return given


def pad(array_: Any, pad_width: Any, mode: str = "constant", **kwargs: Any) -> ndarray:
    if mode != "constant":
        raise unsupported(f"Edgewise's numpy does not pad in mode {mode}")
    given = array(array_)
    widths = [tuple(pair) if hasattr(pair, "__iter__") else (pair, pair) for pair in _pairs(pad_width, given.ndim)]
    made = full(
        [size + before + after for size, (before, after) in zip(given.shape, widths)],
        kwargs.get("constant_values", 0),
        given.dtype,
    )
    made[tuple(slice(before, before + size) for size, (before, _) in zip(given.shape, widths))] = given
    return made


def _pairs(pad_width: Any, rank: int) -> list[Any]:
    if not hasattr(pad_width, "__iter__"):
        return [pad_width] * rank
    pairs = list(pad_width)
    if not hasattr(pairs[0], "__iter__"):
        return [tuple(pairs) if len(pairs) == 2 else (pairs[0], pairs[0])] * rank
    return pairs * rank if len(pairs) == 1 else pairs


def where(condition: Any, x: Any = None, y: Any = None) -> Any:
    if x is None:
        return nonzero(condition)
    mask = array(condition, copy=False)
    kind = _ufuncs.kind_of(
        x if isinstance(x, (ndarray, generic)) or not _ufuncs.is_array_like(x) else array(x),
        y if not isinstance(y, (list, tuple)) else array(y),
    )
    one, other = array(x, copy=False), array(y, copy=False)
    shape = broadcast_shapes(mask.shape, one.shape, other.shape)
    parts = [broadcast(part, shape).known for part in (mask, one, other)]
    if builtins.any(part is None for part in parts):
        return ndarray(shape, kind)
    return make(shape, [a if is_true else b for is_true, a, b in zip(*parts)], kind)  # type: ignore[arg-type]


def nonzero(a: Any) -> tuple[ndarray, ...]:
    given = array(a, copy=False)
    found = [place for place, value in zip(itertools.product(*map(range, given.shape)), given.exact()) if value]
    return tuple(make((len(found),), [place[axis] for place in found], "int64") for axis in range(given.ndim))


def argwhere(a: Any) -> ndarray:
    return stack(nonzero(a), 1)


def flatnonzero(a: Any) -> ndarray:
    return nonzero(ravel(a))[0]


def clip(a: Any, a_min: Any = None, a_max: Any = None, out: Any = None, **kwargs: Any) -> Any:
    a_min, a_max = kwargs.get("min", a_min), kwargs.get("max", a_max)
    low = a if a_min is None else _ufuncs.maximum(a, a_min)
    return low if a_max is None else _ufuncs.minimum(low, a_max)


def round(a: Any, decimals: int = 0, out: Any = None) -> Any:
    return _ufuncs.unary(
        lambda value: builtins.round(value, decimals) if math.isfinite(value) else value, "same", "round"
    )(a)


around = round_ = round


def unique(
    ar: Any, return_index: bool = False, return_inverse: bool = False, return_counts: bool = False, axis: Any = None
) -> Any:
    if axis is not None:
        raise unsupported("Edgewise's numpy finds unique values of flat arrays only")
    given = array(ar, copy=False)
    values = given.exact()
    distinct = sorted(set(values))
    result = [make((len(distinct),), distinct, given.dtype)]
    if return_index:
        result.append(array([values.index(value) for value in distinct], "int64"))
    if return_inverse:
        result.append(array([distinct.index(value) for value in values], "int64"))
    if return_counts:
        result.append(array([values.count(value) for value in distinct], "int64"))
    return result[0] if len(result) == 1 else tuple(result)


def searchsorted(a: Any, v: Any, side: str = "left", sorter: Any = None) -> Any:
    import bisect

    find = bisect.bisect_left if side == "left" else bisect.bisect_right
    values = array(a).exact()
    given = array(v, copy=False)
    found = [find(values, value) for value in given.exact()]
    return make(given.shape, found, "int64") if given.ndim else _dtypes.scalar(found[0])


def bincount(x: Any, weights: Any = None, minlength: int = 0) -> ndarray:
    values = array(x, copy=False).exact()
    counts = [0] * builtins.max(minlength, builtins.max(values, default=-1) + 1)
    for value in values:
        counts[value] += 1
    return array(counts, "int64")


def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None) -> Any:
    xs, ys = array(xp).exact(), array(fp).exact()

    def at(value: Any) -> float:
        if value <= xs[0]:
            return ys[0] if left is None or value == xs[0] else left
        if value >= xs[-1]:
            return ys[-1] if right is None or value == xs[-1] else right
        index = next(i for i in range(len(xs) - 1) if xs[i] <= value < xs[i + 1])
        return ys[index] + (ys[index + 1] - ys[index]) * (value - xs[index]) / (xs[index + 1] - xs[index])

    return _ufuncs.unary(at)(x)


def isin(element: Any, test_elements: Any, **_: Any) -> Any:
    wanted = set(array(test_elements).exact())
    return _ufuncs.unary(lambda value: value in wanted, "bool")(element)


in1d = isin


def isclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08, **_: Any) -> Any:
    return _ufuncs.binary(
        lambda x, y: x == y or builtins.abs(x - y) <= atol + rtol * builtins.abs(y), "bool", "isclose"
    )(a, b)


def allclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08, **_: Any) -> bool:
    return builtins.bool(_reductions.all(isclose(a, b, rtol, atol)))


def array_equal(a1: Any, a2: Any, **_: Any) -> bool:
    one, other = array(a1), array(a2)
    return one.shape == other.shape and one.exact() == other.exact()


def isscalar(element: Any) -> bool:
    return isinstance(element, (generic, int, float, complex, str, bytes)) and not isinstance(element, ndarray)


def copy(a: Any, order: str = "C") -> ndarray:
    return array(a)


def ndim(a: Any) -> int:
    return array(a, copy=False).ndim


def shape(a: Any) -> tuple[int, ...]:
    return array(a, copy=False).shape


def size(a: Any, axis: int | None = None) -> int:
    given = array(a, copy=False)
    return given.size if axis is None else given.shape[axis]


def ndindex(*shape: Any) -> Iterator[tuple[int, ...]]:
    sizes = shape[0] if len(shape) == 1 and hasattr(shape[0], "__iter__") else shape
    return itertools.product(*map(range, sizes))


def ndenumerate(arr: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    given = array(arr)
    return zip(ndindex(given.shape), given.exact())


def take(a: Any, indices: Any, axis: int | None = None, **_: Any) -> Any:
    given = array(a)
    if axis is None:
        return given.reshape(-1)[indices]
    return given[(slice(None),) * (axis % given.ndim) + (indices,)]


def append(arr: Any, values: Any, axis: int | None = None) -> ndarray:
    return concatenate([array(arr), array(values)], axis)


def delete(arr: Any, obj: Any, axis: int | None = None) -> ndarray:
    given = array(arr)
    given = given.reshape(-1) if axis is None else given
    lost = {int(obj)} if not hasattr(obj, "__iter__") else {int(index) for index in obj}
    count = given.shape[axis or 0]
    lost = {index % count for index in lost}
    return take(given, [index for index in range(count) if index not in lost], axis or 0)

"""Elements by index along an axis: gather, scatter, index_select, take, index_add and their kin."""

from __future__ import annotations

from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, scalar
from .._core.indexing import get
from .._core.registry import function, inplace, method
from .._core.shapes import broadcast_shapes, shown, wrap
from .._core.size import Size
from .._core.tensor import Tensor
from .._core.values import row_major
from .repeating import picked


def _need_index(name: str, index: Tensor, has_int32: bool = False) -> None:
    allowed = (dtypes.int64, dtypes.int32) if has_int32 else (dtypes.int64,)
    if index.dtype not in allowed:
        kinds = "int64" if not has_int32 else "int32/int64"
        raise RuntimeError(f"{name}(): Expected dtype {kinds} for index")


def _range_check(index: Tensor, size: int, axis: int, name: str) -> None:
    for value in index._values or ():
        if not 0 <= value < size:
            raise RuntimeError(f"index {value} is out of bounds for dimension {axis} with size {size}")


@function
@method
def gather(input: Tensor, dim: int, index: Tensor, *, sparse_grad: bool = False, out: Any = None) -> Tensor:
    _need_index("gather", index, True)
    at = wrap(dim, len(input.shape))
    _check_ranks("gather", input, index, at)
    for axis in range(len(index.shape)):
        if index.numel() and axis != at and index.shape[axis] > input.shape[axis]:
            raise RuntimeError(
                f"Size does not match at dimension {axis} expected index {shown(index.shape)} to be no "
                "larger than self "
                f"{shown(input.shape)} apart from dimension {at}"
            )
    _range_check(index, input.shape[at] if input.shape else 1, at, "gather")
    places = _gather_places(input.shape, index, at) if input._values is not None else None
    known = input._values
    values = [known[it] for it in places] if places is not None and known is not None else None
    return into(
        out, emit("GatherElements", [input, index], [(index.shape, input.dtype)], {"axis": at}, "", [values])
    )


def _check_ranks(name: str, input: Tensor, index: Tensor, at: int) -> None:
    if index.numel() and max(len(input.shape), 1) != max(len(index.shape), 1):
        raise RuntimeError(
            "Index tensor must have the same number of dimensions as "
            f"{'input' if name == 'gather' else 'self'} tensor"
        )


def _gather_places(shape: Size, index: Tensor, at: int) -> list[int] | None:
    known = index._values
    if known is None:
        return None
    steps = row_major(shape)
    rows = [0]
    for axis, size in enumerate(index.shape):
        step = steps[axis] if axis != at and steps else 0
        rows = [place + it * step for place in rows for it in range(size)]
    along = steps[at] if steps else 0
    return [place + value * along for place, value in zip(rows, known)]


@function
@method
def take_along_dim(input: Tensor, indices: Tensor, dim: Any = None, *, out: Any = None) -> Tensor:
    if dim is None:
        return gather(input.reshape(-1), 0, indices.reshape(-1))
    rank = len(input.shape)
    at = wrap(dim, rank)
    if len(indices.shape) != rank:
        raise RuntimeError(
            "torch.take_along_dim(): input and indices should have the same number of dimensions, but got "
            f"{rank} "
            f"dimensions for input, and {len(indices.shape)} dimensions for indices"
        )
    common = broadcast_shapes(
        [*input.shape[:at], 1, *input.shape[at + 1 :]], [*indices.shape[:at], 1, *indices.shape[at + 1 :]]
    )
    wide = [*common[:at], indices.shape[at], *common[at + 1 :]]
    whole = [*common[:at], input.shape[at], *common[at + 1 :]]
    return into(out, gather(input.expand(whole), at, indices.expand(wide)))


@function("index_select")
@method("index_select")
def index_select(input: Tensor, dim: int, index: Tensor, *, out: Any = None) -> Tensor:
    at = wrap(dim, len(input.shape))
    if len(index.shape) > 1:
        raise IndexError("index_select(): Index is supposed to be a vector")
    if index.dtype not in (dtypes.int32, dtypes.int64):
        raise RuntimeError("index_select(): Expected dtype int32 or int64 for index")
    count = index.numel()
    shape = Size([*input.shape[:at], count, *input.shape[at + 1 :]]) if input.shape else Size()
    known = index._values
    size = input.shape[at] if input.shape else 1
    for value in known or ():
        if not 0 <= value < size:
            raise IndexError("index out of range in self")
    values = picked(input, at, known, shape) if known is not None and input.shape else None
    return into(out, emit("Gather", [input, index], [(shape, input.dtype)], {"axis": at}, "", [values]))


@function
@method
def take(input: Tensor, index: Tensor, *, out: Any = None) -> Tensor:
    if index.dtype is not dtypes.int64:
        raise RuntimeError(f"take(): Expected a long tensor for index, but got {index.dtype._scalar_name}")
    known, places = input._values, index._values
    if not input.numel() and index.numel():
        raise IndexError("take(): tried to take from an empty tensor")
    values = [known[it] for it in places] if known is not None and places is not None else None
    return into(out, emit("take", [input, index], [(index.shape, input.dtype)], None, "aten", [values]))


@function
@method
def select(input: Tensor, dim: int, index: Any) -> Tensor:
    if not input.shape:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    at = wrap(dim, len(input.shape))
    if isinstance(index, Tensor):
        return get(input, (*(slice(None),) * at, index))
    size = input.shape[at]
    if not -size <= index < size:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {shown(input.shape)} at dimension {at}"
        )
    return get(input, (*(slice(None),) * at, int(index)))


@function
@method
def narrow(input: Tensor, dim: int, start: Any, length: int) -> Tensor:
    if not input.shape:
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    at = wrap(dim, len(input.shape))
    size = input.shape[at]
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    first = int(start)
    if not -size <= first <= size:
        raise IndexError(
            f"start out of range (expected to be in range of [-{size}, {size}], but got {first})"
        )
    first = first + size if first < 0 else first
    if first + length > size:
        raise RuntimeError(f"start ({first}) + length ({length}) exceeds dimension size ({size}).")
    return get(input, (*(slice(None),) * at, slice(first, first + length)))


@function
@method
def narrow_copy(input: Tensor, dim: int, start: int, length: int) -> Tensor:
    return narrow(input, dim, start, length).clone()


def _scattered(input: Tensor, dim: int, index: Tensor, src: Any, reduction: str) -> Tensor:
    _need_index("scatter", index, True)
    at = wrap(dim, len(input.shape))
    is_tensor = isinstance(src, Tensor)
    if is_tensor and src.dtype is not input.dtype:
        raise RuntimeError("scatter(): Expected self.dtype to be equal to src.dtype")
    if index.numel():
        ranks = {max(len(it.shape), 1) for it in ((input, index, src) if is_tensor else (input, index))}
        if len(ranks) > 1:
            whom = "src" if is_tensor and len(index.shape) == len(input.shape) else "self"
            raise RuntimeError(f"Index tensor must have the same number of dimensions as {whom} tensor")
        _check_scatter(input, index, src if is_tensor else None, at)
        _range_check(index, input.shape[at] if input.shape else 1, at, "scatter")
    values = _scatter_values(input, index, src, at) if reduction == "none" else None
    update = src if is_tensor else scalar(src, input.dtype)
    attributes = {"axis": at, "reduction": reduction}
    return emit(
        "ScatterElements", [input, index, update], [(input.shape, input.dtype)], attributes, "", [values]
    )


def _check_scatter(input: Tensor, index: Tensor, src: Tensor | None, at: int) -> None:
    is_wrong = any(axis != at and size > input.shape[axis] for axis, size in enumerate(index.shape))
    is_wrong = (
        is_wrong or src is not None and any(size > src.shape[axis] for axis, size in enumerate(index.shape))
    )
    if is_wrong:
        tail = f" and to be no larger size than src {shown(src.shape)}" if src is not None else ""
        raise RuntimeError(
            f"Expected index {shown(index.shape)} to be no larger than self {shown(input.shape)} apart "
            "from dimension "
            f"{at}{tail}"
        )


def _scatter_values(input: Tensor, index: Tensor, src: Any, at: int) -> list[Any] | None:
    known = input._values
    places = _gather_places(input.shape, index, at)
    if known is None or places is None:
        return None
    if isinstance(src, Tensor):
        given = src._values
        if given is None:
            return None
        steps = row_major(src.shape)
        rows = [0]
        for axis, size in enumerate(index.shape):
            rows = [place + it * steps[axis] for place in rows for it in range(size)]
        updates = [given[it] for it in rows]
    else:
        updates = [src] * len(places)
    held = list(known)
    for place, value in zip(places, updates):
        held[place] = value
    return held


@function
@method
@inplace
def scatter(
    input: Tensor, dim: int, index: Tensor, src: Any = None, *, value: Any = None, reduce: Any = None
) -> Tensor:
    reduction = {"add": "add", "multiply": "mul", None: "none"}[reduce]
    return _scattered(input, dim, index, value if src is None else src, reduction)


@function
@method
@inplace
def scatter_add(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    return _scattered(input, dim, index, src, "add")


@function
@method
@inplace
def scatter_reduce(
    input: Tensor, dim: int, index: Tensor, src: Tensor, reduce: str = "sum", *, include_self: bool = True
) -> Tensor:
    names = {"sum": "add", "prod": "mul", "mean": "mean", "amax": "max", "amin": "min"}
    if reduce not in names:
        raise RuntimeError(f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}")
    return _scattered(input, dim, index, src, names[reduce])


def _index_update(name: str) -> None:
    """index_add, index_copy, index_fill: whole slices along an axis, by a vector of places."""

    def call(input: Tensor, dim: int, index: Tensor, source: Any, *, alpha: Any = 1) -> Tensor:
        at = wrap(dim, len(input.shape))
        if len(index.shape) > 1:
            raise IndexError(f"{name}(): Index is supposed to be a vector")
        if isinstance(source, Tensor):
            _check_source(name, input, index, source, at)
            update: Any = source
        else:
            update = scalar(source, input.dtype)
        if name == "index_fill":
            for it in index._values or ():
                if not -input.shape[at] <= it < input.shape[at]:
                    raise IndexError(
                        f"index {it} is out of bounds for dimension {at} with size {input.shape[at]}"
                    )
        values = _slices_updated(input, index, source, at) if name == "index_fill" else None
        return emit(name, [input, index, update], [(input.shape, input.dtype)], {"dim": at}, "aten", [values])

    call.__name__ = name
    function(name)(call)
    method(name)(call)
    inplace(name)(call)


def _check_source(name: str, input: Tensor, index: Tensor, source: Tensor, at: int) -> None:
    if name == "index_fill":
        if source.shape:
            raise RuntimeError(
                "index_fill_ only supports a 0-dimensional value tensor, but got tensor with "
                f"{source.dim()} dimension(s)."
            )
        return
    if source.dtype is not input.dtype:
        raise RuntimeError(
            f"{name}(): self ({input.dtype._scalar_name}) and source ({source.dtype._scalar_name}) must "
            "have the same scalar type"
        )
    count = index.numel()
    if len(source.shape) and source.shape[at] != count:
        raise RuntimeError(
            f"{name}_(): Number of indices ({count}) should be equal to source.size(dim): "
            f"({source.shape[at]}), for dim: {at}"
        )
    rest = [size for axis, size in enumerate(input.shape) if axis != at]
    if rest != [size for axis, size in enumerate(source.shape) if axis != at]:
        raise RuntimeError("source tensor shape must match self tensor shape, excluding the specified dimension. Got "
                           f"self.shape = {shown(input.shape)} source.shape = {shown(source.shape)}")  # fmt: skip


def _slices_updated(input: Tensor, index: Tensor, value: Any, at: int) -> list[Any] | None:
    known, places = input._values, index._values
    if isinstance(value, Tensor):
        value = value._values[0] if value._values is not None else None
    if known is None or places is None or value is None:
        return None
    step = row_major(input.shape)[at]
    size = input.shape[at]
    chosen = {it % size for it in places}
    return [value if place // step % size in chosen else it for place, it in enumerate(known)]


for _name in ("index_add", "index_copy", "index_fill"):
    _index_update(_name)


@function
@method
@inplace
def index_reduce(
    input: Tensor, dim: int, index: Tensor, source: Tensor, reduce: str, *, include_self: bool = True
) -> Tensor:
    at = wrap(dim, len(input.shape))
    return emit(
        "index_reduce",
        [input, index, source],
        [(input.shape, input.dtype)],
        {"dim": at, "reduce": reduce},
        "aten",
    )


@function
@method
@inplace
def index_put(input: Tensor, indices: Any, values: Tensor, accumulate: bool = False) -> Tensor:
    result = input.clone()
    if accumulate:
        given = [it for it in indices if it is not None]
        return emit(
            "index_put", [input, *given, values], [(input.shape, input.dtype)], {"accumulate": 1}, "aten"
        )
    result[tuple(slice(None) if it is None else it for it in indices)] = values
    return result


@method("put_")
def put_(self: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    return self._become(put(self, index, source, accumulate))


@function
@method
def put(input: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    return emit(
        "put", [input, index, source], [(input.shape, input.dtype)], {"accumulate": int(accumulate)}, "aten"
    )


def _slice_writer(name: str, target_of: Any) -> None:
    """select_scatter and its like: a copy of the tensor with one part written."""

    def call(input: Tensor, src: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        target = target_of(input, *args, **kwargs)
        if target.shape != src.shape:
            raise RuntimeError(
                f"expected src to have a size equal to the slice of self. src size = {shown(src.shape)}, "
                "slice size = "
                f"{shown(target.shape)}"
            )
        return emit(name, [input, src], [(input.shape, input.dtype)], None, "aten")

    call.__name__ = name
    function(name)(call)
    method(name)(call)


def _sliced(input: Tensor, dim: int = 0, start: Any = None, end: Any = None, step: int = 1) -> Tensor:
    return get(input, (*(slice(None),) * wrap(dim, len(input.shape)), slice(start, end, step)))


_slice_writer("select_scatter", select)
_slice_writer("slice_scatter", _sliced)
_slice_writer("diagonal_scatter", lambda input, offset=0, dim1=0, dim2=1: input.diagonal(offset, dim1, dim2))

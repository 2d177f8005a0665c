"""Dimensions in another order: transpose, permute, movedim, flip, roll; and diagonals, which are views as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, emit_view
from .._core.registry import function, in_place_view, inplace, method
from .._core.shapes import sizes, volume, wrap, wrap_all
from .._core.tensor import Tensor
from .._core.values import LIMIT, row_major, walk


def permuted(input: Tensor, order: Sequence[int]) -> Tensor:
    steps = input._steps()
    spec = ([input.shape[axis] for axis in order], [steps[axis] for axis in order], input._offset)
    return emit_view("Transpose", input, spec, (), {"perm": list(order)})


@function
def permute(input: Tensor, dims: Any) -> Tensor:
    given = sizes((dims,), "permute", "dims")
    rank = len(input.shape)
    if len(given) != rank:
        raise RuntimeError(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the length of "
            "the desired "
            f"ordering of dimensions i.e. input.dim() = {rank} is not equal to len(dims) = {len(given)}"
        )
    order = [wrap(it, rank) for it in given]
    if len(set(order)) != rank:
        raise RuntimeError("permute(): duplicate dims are not allowed.")
    return permuted(input, order)


@method("permute")
def _permute_method(self: Tensor, *dims: Any, **named: Any) -> Tensor:
    return permute(self, sizes(dims or (named["dims"],), "permute", "dims"))


@function("transpose", "swapaxes", "swapdims")
@method("transpose", "swapaxes", "swapdims")
@in_place_view("transpose", "swapaxes", "swapdims")
def transpose(
    input: Tensor, dim0: Any = None, dim1: Any = None, axis0: Any = None, axis1: Any = None
) -> Tensor:
    rank = len(input.shape)
    one = wrap(dim0 if dim0 is not None else axis0, rank)
    other = wrap(dim1 if dim1 is not None else axis1, rank)
    order = list(range(rank))
    if rank:
        order[one], order[other] = order[other], order[one]
    return permuted(input, order)


@function
@method
@in_place_view
def t(input: Tensor) -> Tensor:
    rank = len(input.shape)
    if rank > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {rank}D")
    return permuted(input, list(range(rank))[::-1])


@function("adjoint")
@method("adjoint")
def adjoint(input: Tensor) -> Tensor:
    if len(input.shape) < 2:
        raise RuntimeError(
            "tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor."
        )
    return transpose(input, -2, -1).conj()


@function("movedim", "moveaxis")
@method("movedim", "moveaxis")
def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    rank = len(input.shape)
    sources = [source] if isinstance(source, int) else list(source)
    targets = [destination] if isinstance(destination, int) else list(destination)
    if len(sources) != len(targets):
        raise RuntimeError(
            f"movedim: Invalid source or destination dims: source ([{', '.join(map(str, sources))}] dims) "
            "should contain "
            f"the same number of dims as destination ([{', '.join(map(str, targets))}] dims)"
        )
    sources, targets = [wrap(it, rank) for it in sources], [wrap(it, rank) for it in targets]
    for name, found, given in (("source", sources, source), ("destination", targets, destination)):
        if len(set(found)) != len(found):
            raise RuntimeError(f"movedim: repeated dim in `{name}` ({list(given)})")
    rest = iter(axis for axis in range(rank) if axis not in sources)
    at = dict(zip(targets, sources))
    return permuted(input, [at[axis] if axis in at else next(rest) for axis in range(rank)])


@method("T")
@property
def _big_t(self: Tensor) -> Tensor:
    return permuted(self, list(range(len(self.shape)))[::-1])


@method("mT")
@property
def _matrix_t(self: Tensor) -> Tensor:
    if len(self.shape) == 0:
        return self
    if len(self.shape) < 2:
        raise RuntimeError(
            f"tensor.mT is only supported on matrices or batches of matrices. Got {len(self.shape)}-D tensor."
        )
    return transpose(self, -2, -1)


@method("H")
@property
def _hermitian(self: Tensor) -> Tensor:
    if len(self.shape) not in (0, 2):
        raise RuntimeError(
            f"tensor.H is only supported on matrices (2-D tensors). Got {len(self.shape)}-D tensor."
            + (" For batches of matrices, consider using tensor.mH" if len(self.shape) > 2 else "")
        )
    return permuted(self, list(range(len(self.shape)))[::-1]).conj()


@method("mH")
@property
def _matrix_hermitian(self: Tensor) -> Tensor:
    return _matrix_t.fget(self).conj()  # type: ignore[attr-defined]


def rearranged(op: str, input: Tensor, places: Any, attributes: dict[str, Any]) -> Tensor:
    """A copy with the same shape whose elements come from other places; `places()` is asked only for known values."""
    known = input._values
    values = None if known is None else [known[place] for place in places()]
    return emit(op, [input], [(input.shape, input.dtype)], attributes, "aten", [values])


@function
def flip(input: Tensor, dims: Any) -> Tensor:
    axes = wrap_all(sizes((dims,), "flip", "dims"), len(input.shape))

    def places() -> list[int]:
        strides = list(row_major(input.shape))
        offset = 0
        for axis in axes:
            if input.shape:
                offset += (input.shape[axis] - 1) * strides[axis]
                strides[axis] = -strides[axis]
        return walk(input.shape, strides, offset)

    return rearranged("flip", input, places, {"dims": axes})


@method("flip")
def _flip_method(self: Tensor, *dims: Any, **named: Any) -> Tensor:
    return flip(self, sizes(dims or (named["dims"],), "flip", "dims"))


@function
@method
def fliplr(input: Tensor) -> Tensor:
    if len(input.shape) < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return flip(input, [1])


@function
@method
def flipud(input: Tensor) -> Tensor:
    if len(input.shape) < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return flip(input, [0])


@function
@method
def rot90(input: Tensor, k: int = 1, dims: Any = (0, 1)) -> Tensor:
    rank = len(input.shape)
    if len(dims) != 2:
        raise RuntimeError(f"expected total rotation dims == 2, but got dims = {len(dims)}")
    if rank < 2:
        raise RuntimeError(f"expected total dims >= 2, but got total dims = {rank}")
    first, second = (wrap(it, rank) for it in dims)
    if first == second:
        raise RuntimeError(
            f"expected rotation dims to be different, but got dim0 = {dims[0]} and dim1 = {dims[1]}"
        )
    turns = k % 4
    if turns == 0:
        return input.clone()
    if turns == 2:
        return flip(input, [first, second])
    return transpose(flip(input, [second if turns == 1 else first]), first, second)


@function
@method
def roll(input: Tensor, shifts: Any, dims: Any = ()) -> Tensor:
    steps = [shifts] if not isinstance(shifts, (tuple, list)) else list(shifts)
    axes = [dims] if isinstance(dims, int) else list(dims or ())
    steps = [int(it) for it in steps]
    if not axes and len(steps) == 1:
        flat = input.reshape(-1)
        return roll(flat, steps, 0).reshape(input.shape) if len(input.shape) != 1 else roll(input, steps, 0)
    if len(steps) != len(axes):
        if not axes:
            raise RuntimeError(f"shifts and dimensions must align. shifts: {len(steps)}, dims:{len(axes)}")
        raise RuntimeError(f"shifts and dimensions must align. shifts: {len(steps)}, dims:{len(axes)}")
    rank = len(input.shape)
    wrapped = [wrap(it, rank) for it in axes]

    def places() -> list[int]:
        strides = row_major(input.shape)
        found = [0]
        for axis, size in enumerate(input.shape):
            shift = sum(step for step, it in zip(steps, wrapped) if it == axis)
            rows = [(index - shift) % size * strides[axis] for index in range(size)]
            found = [place + row for place in found for row in rows]
        return found

    return rearranged("roll", input, places, {"shifts": steps, "dims": wrapped})


@function("diagonal", "linalg.diagonal")
@method
def diagonal(input: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    rank = len(input.shape)
    one, other = wrap(dim1, rank), wrap(dim2, rank)
    if one == other:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    steps = input._steps()
    length = _diagonal_length(input.shape[one], input.shape[other], offset)
    kept = [axis for axis in range(rank) if axis not in (one, other)]
    start = input._offset + (offset * steps[other] if offset >= 0 else -offset * steps[one]) * (length > 0)
    shape = [*(input.shape[axis] for axis in kept), length]
    strides = [*(steps[axis] for axis in kept), steps[one] + steps[other]]
    return emit_view(
        "diagonal", input, (shape, strides, start), (), {"offset": offset, "dim1": one, "dim2": other}, "aten"
    )


def _diagonal_length(rows: int, columns: int, offset: int) -> int:
    return max(min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns), 0)


@function
@method
def diag(input: Tensor, diagonal: int = 0, *, out: Any = None) -> Tensor:
    rank = len(input.shape)
    if rank == 1:
        return diag_embed(input, diagonal)
    if rank != 2:
        raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {rank}D")
    return _diagonal_copy(input, diagonal)


def _diagonal_copy(input: Tensor, offset: int) -> Tensor:
    return diagonal(input, offset).clone()


@function
@method
def diag_embed(input: Tensor, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    rank = len(input.shape) + 1
    one, other = wrap(dim1, rank), wrap(dim2, rank)
    if one == other:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    size = input.shape[-1] + abs(offset)
    rest = iter(input.shape[:-1])
    shape = [size if axis in (one, other) else next(rest) for axis in range(rank)]
    values = _embedded(input, shape, (offset, one, other))
    attributes = {"offset": offset, "dim1": one, "dim2": other}
    return emit("diag_embed", [input], [(shape, input.dtype)], attributes, "aten", [values])


def _embedded(input: Tensor, shape: list[int], where: tuple[int, int, int]) -> list[Any] | None:
    known = input._values
    if known is None or volume(shape) > LIMIT:
        return None
    offset, one, other = where
    steps = row_major(shape)
    kept = [axis for axis in range(len(shape)) if axis not in (one, other)]
    start = offset * steps[other] if offset >= 0 else -offset * steps[one]
    places = walk(input.shape, [*(steps[axis] for axis in kept), steps[one] + steps[other]], start)
    values = [0] * volume(shape)
    for place, value in zip(places, known):
        values[place] = value
    return values


@function
@method
def diagflat(input: Tensor, offset: int = 0) -> Tensor:
    return diag_embed(input.reshape(-1), offset)


def _triangle(name: str, upper: int) -> None:
    def call(input: Tensor, diagonal: int = 0, *, out: Any = None) -> Tensor:
        from .._core.emit import into

        if len(input.shape) < 2:
            raise RuntimeError(f"{name}: input tensor must have at least 2 dimensions")
        known = input._values
        values = None
        if known is not None:
            rows, columns = input.shape[-2:]
            values = [
                value if (index % columns - index // columns % rows >= diagonal if upper
                          else index % columns - index // columns % rows <= diagonal) else 0
                for index, value in enumerate(known)
            ]  # fmt: skip
        inputs = [input, _scalar(int(diagonal))]
        return into(out, emit("Trilu", inputs, [(input.shape, input.dtype)], {"upper": upper}, "", [values]))

    call.__name__ = name
    function(name)(call)
    method(name)(call)
    inplace(name)(call)


def _scalar(value: int) -> Any:
    from .._core.emit import scalar

    return scalar(value, dtypes.int64)


_triangle("tril", 0)
_triangle("triu", 1)

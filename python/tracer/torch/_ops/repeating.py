"""Elements repeated: repeat, tile, repeat_interleave, meshgrid and products of sets."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

from .._core.bounds import at_most
from .._core.emit import emit, emit_view, ints
from .._core.promotion import result_type
from .._core.registry import function, method
from .._core.shapes import sizes, volume, wrap
from .._core.size import Size
from .._core.tensor import Tensor
from .._core.values import LIMIT, row_major
from .joining import checked, stack


@method
def repeat(self: Tensor, *repeats: Any, **named: Any) -> Tensor:
    times = sizes(repeats or (named["repeats"],), "repeat", "repeats")
    rank = len(self.shape)
    if len(times) < rank:
        raise RuntimeError(
            "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor"
        )
    return _tiled(self, times)


def _tiled(self: Tensor, times: Sequence[int]) -> Tensor:
    if any(it < 0 for it in times):
        raise RuntimeError(f"Trying to create tensor with negative dimension {min(times)}: {list(times)}")
    padded = (1,) * (len(times) - len(self.shape)) + tuple(self.shape)
    shape = Size(size * it for size, it in zip(padded, times))
    known = self._values
    values = None
    if known is not None and volume(shape) <= LIMIT:
        places = [0]
        for size, step, count in zip(padded, row_major(padded), times):
            row = [index * step for index in range(size)] * count
            places = [place + it for place in places for it in row]
        values = [known[place] for place in places]
    # ONNX's Tile wants one number for each axis that there is.
    op, domain = ("Tile", "") if len(times) == len(self.shape) else ("repeat", "aten")
    return emit(op, [self, ints(list(times))], [(shape, self.dtype)], None, domain, [values])


@function
def tile(input: Tensor, dims: Any) -> Tensor:
    times = sizes((dims,), "tile", "dims")
    return _tiled(input, [1] * (len(input.shape) - len(times)) + times)


@method("tile")
def _tile_method(self: Tensor, *dims: Any, **named: Any) -> Tensor:
    return tile(self, sizes(dims or (named["dims"],), "tile", "dims"))


@function
@method
def repeat_interleave(
    input: Tensor, repeats: Any = None, dim: Any = None, *, output_size: Any = None
) -> Tensor:
    if repeats is None:
        return _ranks(input, output_size)
    if dim is None:
        input, dim = input.reshape(-1), 0
    elif not input.shape:
        input = input.reshape(1)
    at = wrap(dim, len(input.shape))
    length = input.shape[at]
    counts = _counts(repeats, length, at)
    if counts is None:
        total = output_size if output_size is not None else at_most(length, "repeated elements")
        shape = Size([*input.shape[:at], total, *input.shape[at + 1 :]])
        return emit("repeat_interleave", [input, repeats], [(shape, input.dtype)], {"dim": at}, "aten")
    index = [place for place, count in enumerate(counts) for _ in range(count)]
    shape = Size([*input.shape[:at], len(index), *input.shape[at + 1 :]])
    values = picked(input, at, index, shape)
    inputs = [input, repeats if isinstance(repeats, Tensor) else ints(counts[:1])]
    return emit("repeat_interleave", inputs, [(shape, input.dtype)], {"dim": at}, "aten", [values])


def _counts(repeats: Any, length: int, at: int) -> list[int] | None:
    known = repeats._values if isinstance(repeats, Tensor) else [int(repeats)]
    size = repeats.numel() if isinstance(repeats, Tensor) else 1
    if size not in (1, length):
        raise RuntimeError(
            f"repeats must have the same size as input along dim, but got repeats.size(0) = {size} and "
            f"input.size({at}) = {length}"
        )
    if known is None:
        return None
    if any(it < 0 for it in known):
        raise RuntimeError("repeats cannot be negative")
    return known * length if size == 1 and length != 1 else list(known)


def _ranks(repeats: Tensor, output_size: Any) -> Tensor:
    known = repeats._values
    if known is None:
        total = output_size if output_size is not None else at_most(repeats.numel(), "repeated elements")
        return emit("repeat_interleave", [repeats], [((total,), repeats.dtype)], None, "aten")
    index = [place for place, count in enumerate(known) for _ in range(count)]
    return emit("repeat_interleave", [repeats], [((len(index),), repeats.dtype)], None, "aten", [index])


def picked(input: Tensor, at: int, index: Sequence[int], shape: Size) -> list[Any] | None:
    """Values of the elements at these places along an axis."""
    known = input._values
    if known is None or volume(shape) > LIMIT:
        return None
    steps = row_major(input.shape)
    places = [0]
    for axis, size in enumerate(input.shape):
        row = [it * steps[axis] for it in (index if axis == at else range(size))]
        places = [place + it for place in places for it in row]
    return [known[place] for place in places]


@function
def meshgrid(*tensors: Any, indexing: Any = None) -> tuple[Tensor, ...]:
    given = checked(
        tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors, "meshgrid"
    )
    if indexing not in (None, "ij", "xy"):
        raise RuntimeError(f'torch.meshgrid: indexing must be one of "xy" or "ij", but received: {indexing}')
    if not given:
        raise RuntimeError("meshgrid expects a non-empty TensorList")
    if any(it.dtype is not given[0].dtype for it in given):
        raise RuntimeError("meshgrid expects all tensors to have the same dtype")
    for it in given:
        if len(it.shape) > 1:
            raise RuntimeError(
                f"torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: {it.dim()}"
            )
    is_xy = indexing == "xy" and len(given) > 1
    ordered = [given[1], given[0], *given[2:]] if is_xy else given
    shape = [it.numel() for it in ordered]
    made = []
    for axis, it in enumerate(ordered):
        steps = [0] * len(shape)
        steps[axis] = it._steps()[0] if it.shape else 0
        grid = emit_view(
            "meshgrid", it, (shape, steps, it._offset), (), {"axis": axis, "size": shape}, "aten"
        )
        made.append(grid)
    if is_xy:
        made[0], made[1] = made[1], made[0]
    return tuple(made)


@function
def cartesian_prod(*tensors: Tensor) -> Tensor:
    if len(tensors) == 1:
        return tensors[0]
    grids = meshgrid(*tensors, indexing="ij")
    return stack([it.reshape(-1) for it in grids], 1)


@function
@method
def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Tensor:
    if input.dim() != 1:
        raise RuntimeError(f"Expect a 1D vector, but got shape {list(input.shape)}")
    length = input.numel()
    count = math.comb(length + r - 1, r) if with_replacement else math.comb(length, r)
    known = input._values
    values = None
    if known is not None and count * r <= LIMIT:
        choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
        values = [it for row in choose(known, r) for it in row]
    shape = (count, r)
    return emit("combinations", [input], [(shape, input.dtype)], {"r": r}, "aten", [values])


@function
def block_diag(*tensors: Any) -> Tensor:
    given = [it if it.dim() == 2 else it.reshape(1, -1) for it in tensors]
    shape = (sum(it.shape[0] for it in given), sum(it.shape[1] for it in given))
    return emit("block_diag", given, [(shape, result_type(*given))], None, "aten")

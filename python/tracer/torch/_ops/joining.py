"""Tensors put together and taken apart: cat, stack, split, chunk, unbind, repeat and tile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, ints
from .._core.promotion import result_type
from .._core.registry import function, method
from .._core.shapes import volume, wrap
from .._core.size import Size
from .._core.storage import Ref
from .._core.tensor import Tensor, view
from .._core.values import LIMIT

from edgewise_tracer import recorder  # isort: skip


def _are_weights(tensors: Any) -> bool:
    """What is taken from a checkpoint that was not read stays that when it is joined."""
    from edgewise_tracer.checkpoint import FakeCheckpoint

    return isinstance(tensors, (list, tuple)) and bool(tensors) and isinstance(tensors[0], FakeCheckpoint)


def checked(tensors: Any, name: str) -> list[Tensor]:
    if isinstance(tensors, Tensor):
        raise TypeError(f"{name}(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor")
    found = list(tensors)
    for position, it in enumerate(found):
        if not isinstance(it, Tensor):
            raise TypeError(
                f"expected Tensor as element {position} in argument 0, but got {type(it).__name__}"
            )
    return found


def _common(tensors: Sequence[Tensor]) -> dtypes.dtype:
    kind = tensors[0].dtype
    return kind if all(it.dtype is kind for it in tensors) else result_type(*tensors)


@function("cat", "concat", "concatenate")
def cat(tensors: Any, dim: int = 0, *, axis: Any = None, out: Any = None) -> Tensor:
    if _are_weights(tensors):
        return tensors[0]
    given = checked(tensors, "cat")
    if not given:
        raise RuntimeError("torch.cat(): expected a non-empty list of Tensors")
    for position, it in enumerate(given):
        if not it.shape:
            raise RuntimeError(f"zero-dimensional tensor (at position {position}) cannot be concatenated")
    # An empty 1-d tensor goes with everything: an old habit that torch keeps.
    kept = [it for it in given if it.shape != (0,)]
    if not kept:
        return into(out, emit("Concat", given, [((0,), _common(given))], {"axis": 0}, "", [[]]))
    at = wrap(dim if axis is None else axis, len(kept[0].shape))
    shape = _joined_shape(given, kept, at)
    values = _joined(kept, at, shape)
    result = emit("Concat", kept, [(shape, _common(given))], {"axis": at}, "", [values])
    return into(out, result)


def _joined_shape(given: Sequence[Tensor], kept: Sequence[Tensor], at: int) -> Size:
    first = kept[0].shape
    total = 0
    for position, it in enumerate(given):
        shape = it.shape
        if shape == (0,):
            continue
        if len(shape) != len(first):
            raise RuntimeError(
                f"Tensors must have same number of dimensions: got {len(first)} and {len(shape)}"
            )
        for axis, size in enumerate(shape):
            if axis != at and size != first[axis]:
                raise RuntimeError(
                    f"Sizes of tensors must match except in dimension {at}. Expected size {first[axis]} "
                    "but got size "
                    f"{size} for tensor number {position} in the list."
                )
        total += shape[at]
    return Size([*first[:at], total, *first[at + 1 :]])


def _joined(tensors: Sequence[Tensor], at: int, shape: Size) -> list[Any] | None:
    if volume(shape) > LIMIT:
        return None
    columns = [it._values for it in tensors]
    if any(it is None for it in columns):
        return None
    outer = volume(shape[:at])
    values: list[Any] = []
    blocks = [volume(it.shape[at:]) for it in tensors]
    for row in range(outer):
        for known, block in zip(columns, blocks):
            values.extend(known[row * block : (row + 1) * block])  # type: ignore[index]
    return values


@function
def stack(tensors: Any, dim: int = 0, *, out: Any = None) -> Tensor:
    if _are_weights(tensors):
        return tensors[0]
    given = checked(tensors, "stack")
    if not given:
        raise RuntimeError("stack expects a non-empty TensorList")
    first = given[0].shape
    at = wrap(dim, len(first) + 1)
    for position, it in enumerate(given):
        if it.shape != first:
            raise RuntimeError(
                f"stack expects each tensor to be equal size, but got {list(first)} at entry 0 and "
                f"{list(it.shape)} at "
                f"entry {position}"
            )
    shape = Size([*first[:at], len(given), *first[at:]])
    values = _stacked(given, at, shape)
    return into(out, emit("stack", given, [(shape, _common(given))], {"dim": at}, "aten", [values]))


def _stacked(tensors: Sequence[Tensor], at: int, shape: Size) -> list[Any] | None:
    if volume(shape) > LIMIT:
        return None
    columns = [it._values for it in tensors]
    if any(it is None for it in columns):
        return None
    block = volume(shape[at + 1 :])
    values: list[Any] = []
    for row in range(volume(shape[:at])):
        for known in columns:
            values.extend(known[row * block : (row + 1) * block])  # type: ignore[index]
    return values


def _prepared_cat(name: str, prepare: Any, dim: Any) -> None:
    def call(tensors: Any, *, out: Any = None) -> Tensor:
        given = [prepare(it) for it in checked(tensors, name)]
        if not given:
            raise RuntimeError(f"{name} expects a non-empty TensorList")
        return cat(given, dim(given), out=out)

    call.__name__ = name.split()[0]
    function(*name.split())(call)


def _register_stacks() -> None:
    from .shape import reshaped

    def column(it: Tensor) -> Tensor:
        return reshaped(it, Size([it.numel(), 1])) if it.dim() <= 1 else it

    from .._core.registry import FUNCTIONS

    _prepared_cat("hstack", FUNCTIONS["atleast_1d"], lambda given: 0 if given[0].dim() == 1 else 1)
    _prepared_cat("vstack row_stack", FUNCTIONS["atleast_2d"], lambda given: 0)
    _prepared_cat("dstack", FUNCTIONS["atleast_3d"], lambda given: 2)
    _prepared_cat("column_stack", column, lambda given: 1)


_register_stacks()


def parted(input: Tensor, at: int, parts: Sequence[int]) -> tuple[Tensor, ...]:
    """Views of consecutive parts along an axis, as one Split node."""
    steps = input._steps()
    made = []
    start = 0
    for size in parts:
        shape = [*input.shape[:at], size, *input.shape[at + 1 :]]
        offset = input._offset + (start * steps[at] if size else 0)
        it = view(input, shape, steps, offset)
        it._own_ref = Ref(it.shape, it.dtype, None)
        made.append(it)
        start += size
    if recorder.is_recording and made:
        recorder.emit_node(
            "Split", "", [input._ref, ints(list(parts))], [it._own_ref for it in made], {"axis": at}
        )
    return tuple(made)


def _axis_of(input: Tensor, dim: int, name: str) -> int:
    if not input.shape:
        raise RuntimeError(f"{name} expects at least a 1-dimensional tensor")
    return wrap(dim, len(input.shape))


@function("split")
@method("split")
def split(
    tensor: Tensor, split_size_or_sections: Any = None, dim: int = 0, *, split_size: Any = None
) -> tuple[Tensor, ...]:
    given = split_size if split_size_or_sections is None else split_size_or_sections
    at = _axis_of(tensor, dim, "split")
    length = tensor.shape[at]
    if isinstance(given, (list, tuple)) or getattr(given, "shape", ()) != ():
        return split_with_sizes(tensor, given, dim)
    step = int(given)
    if step < 0:
        raise RuntimeError(f"split expects split_size be non-negative, but got split_size={step}")
    if step == 0 and length:
        raise RuntimeError(
            f"split_size can only be 0 if dimension size is 0, but got dimension size of {length}"
        )
    count = max(-(-length // step), 1) if step else 1
    return parted(tensor, at, [min(step, length - index * step) for index in range(count)])


@function
@method
def split_with_sizes(input: Tensor, split_sizes: Any, dim: int = 0) -> tuple[Tensor, ...]:
    at = _axis_of(input, dim, "split_with_sizes")
    parts = [int(it) for it in split_sizes]
    if any(it < 0 for it in parts):
        raise RuntimeError(
            "split_with_sizes expects split_sizes have only non-negative entries, but got "
            f"split_sizes={parts}"
        )
    if sum(parts) != input.shape[at]:
        raise RuntimeError(
            f"split_with_sizes expects split_sizes to sum exactly to {input.shape[at]} (input tensor's "
            "size at dimension "
            f"{dim}), but got split_sizes={parts}"
        )
    return parted(input, at, parts)


@function("chunk", "unsafe_chunk")
@method("chunk", "unsafe_chunk")
def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    at = _axis_of(input, dim, "chunk")
    chunks = int(chunks)
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    length = input.shape[at]
    if length == 0:
        return parted(input, at, [0] * chunks)
    step = -(-length // chunks)
    return split(input, step, at)


@function
@method
def tensor_split(
    input: Tensor, indices_or_sections: Any = None, dim: int = 0, *, indices: Any = None, sections: Any = None
) -> tuple[Tensor, ...]:
    if not input.shape:
        raise RuntimeError(
            "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims"
        )
    given = next(it for it in (indices_or_sections, indices, sections) if it is not None)
    at = wrap(dim, len(input.shape))
    length = input.shape[at]
    if isinstance(given, Tensor):
        given = given.tolist()
    if isinstance(given, (list, tuple)):
        return _split_at(input, at, [int(it) for it in given])
    count = int(given)
    if count <= 0:
        raise RuntimeError(f"number of sections must be larger than 0, got {count}")
    return parted(input, at, [length // count + (index < length % count) for index in range(count)])


def _split_at(input: Tensor, at: int, places: list[int]) -> tuple[Tensor, ...]:
    """Parts that may overlap or be empty, as slices in Python may be."""
    from .._core.indexing import get

    front = (slice(None),) * at
    borders = [0, *places, input.shape[at]]
    return tuple(get(input, (*front, slice(start, end))) for start, end in zip(borders, borders[1:]))


def _array_split(name: str, axis_of: Any, least: int) -> None:
    def call(input: Tensor, indices_or_sections: Any) -> tuple[Tensor, ...]:
        if input.dim() < least:
            raise RuntimeError(
                f"torch.{name} requires a tensor with at least {least} dimension, but got a tensor with "
                f"{input.dim()} dimensions!"
            )
        at = axis_of(input)
        if isinstance(indices_or_sections, int) and input.shape[at] % indices_or_sections:
            raise RuntimeError(
                f"torch.{name} attempted to split along dimension {at}, but the size of the dimension "
                f"{input.shape[at]} is "
                f"not divisible by the split_size {indices_or_sections}!"
            )
        return tensor_split(input, indices_or_sections, at)

    call.__name__ = name
    function(name)(call)
    method(name)(call)


_array_split("hsplit", lambda input: 0 if input.dim() == 1 else 1, 1)
_array_split("vsplit", lambda input: 0, 2)
_array_split("dsplit", lambda input: 2, 3)


@function
@method
def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    at = wrap(dim, len(input.shape)) if input.shape else _no_axis()
    steps = input._steps()
    made = []
    shape = Size([*input.shape[:at], *input.shape[at + 1 :]])
    rest = [*steps[:at], *steps[at + 1 :]]
    for index in range(input.shape[at]):
        it = view(input, shape, rest, input._offset + index * steps[at])
        it._own_ref = Ref(it.shape, it.dtype, None)
        made.append(it)
    if recorder.is_recording and made:
        recorder.emit_node("unbind", "aten", [input._ref], [it._own_ref for it in made], {"dim": at})
    return tuple(made)


def _no_axis() -> int:
    raise IndexError("Dimension specified as 0 but tensor has no dimensions")

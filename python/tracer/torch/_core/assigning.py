"""x[...] = value: the memory that an index selects is written, and everything that shares it sees the change."""

from __future__ import annotations

from typing import Any

from edgewise_tracer import recorder

from .emit import as_tensor, scalar
from .indexing import Plan, check_range, element_places, index_shape, plan
from .registry import method
from .shapes import expandable, shown
from .size import Size
from .state import state
from .storage import Ref
from .tensor import Tensor, view
from .values import LIMIT, broadcast, fit
from .writing import put_into


@method("__setitem__")
def assign(self: Tensor, key: Any, value: Any) -> None:
    if self.requires_grad and not self._is_result and state.is_grad_enabled:
        raise RuntimeError(
            "a view of a leaf Variable that requires grad is being used in an in-place operation."
        )
    if not self.shape and (type(key) is int or isinstance(key, slice)):
        raise IndexError("slice() cannot be applied to a 0-dim tensor." if isinstance(key, slice) else
                         "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                         "`tensor.item<T>()` in C++ "
                         "to convert a 0-dim tensor to a number")  # fmt: skip
    if not isinstance(value, (Tensor, int, float, complex)):
        value = as_tensor(value)
    made = plan(self, key, is_write=True)
    target = view(self, made.shape, made.strides, made.offset)
    if all(it is None for it in made.tensors):
        _assign_view(target, value)
    else:
        _assign_gathered(target, made, value)


def _is_itself(target: Tensor, value: Any) -> bool:
    """`x[i] += 1` hands the part that it has just written back to x[i]."""
    return (
        isinstance(value, Tensor)
        and value._storage is target._storage
        and value._offset == target._offset
        and value.shape == target.shape
        and value._steps() == target._steps()
    )


def _assign_view(target: Tensor, value: Any) -> None:
    if _is_itself(target, value):
        return
    values = spread(value, target.shape, is_copy=True)
    written(target, values, "slice_scatter", [value], None)


def _assign_gathered(target: Tensor, made: Plan, value: Any) -> None:
    shape, _, common = index_shape(made)
    check_range(made)
    if isinstance(value, Tensor) and value.dtype is not target.dtype and 0 not in common and not _is_fill(made, value):
        raise RuntimeError(
            "Index put requires the source and destination dtypes match, got "
            f"{target.dtype._scalar_name} for the destination and {value.dtype._scalar_name} for the source."
        )
    # What a mask of unknown values selects has no shape that could be checked.
    is_open = any(it._values is None for it in made.masks)
    values = None if is_open else spread(value, shape, is_copy=False)
    known, places = target._values, element_places(made)
    if values is not None and known is not None and places is not None:
        held = list(known)
        for place, it in zip(places, fit(values, target.dtype) or [None] * len(values)):
            held[place] = it
        values = None if None in held else held
    else:
        values = None
    indexes = made.masks or [it for it in made.tensors if it is not None]
    written(target, values, "index_put", [*indexes, value], None)


def _is_fill(made: Plan, value: Tensor) -> bool:
    """One number where one mask says: torch takes it for masked_fill, which converts."""
    return value.numel() == 1 and len(made.masks) == 1 and len(made.masks[0].shape) == _indexed(made)


def _indexed(made: Plan) -> int:
    return sum(it is not None for it in made.tensors)


def spread(value: Any, shape: Size, is_copy: bool) -> list[Any] | None:
    """The value's known numbers repeated to a shape. Raises when they do not fit, with the text of that operator."""
    if not isinstance(value, Tensor):
        return [value] * shape.numel() if shape.numel() <= LIMIT else None
    have = value.shape
    while len(have) > len(shape) and have[0] == 1:
        have = have[1:]
    if not expandable(have, shape):
        raise RuntimeError(_misfit(have, value, shape, is_copy))
    known = value._values
    return None if known is None or shape.numel() > LIMIT else broadcast(known, have, shape)


def _misfit(have: Size, value: Tensor, shape: Size, is_copy: bool) -> str:
    if not is_copy:
        return (
            f"shape mismatch: value tensor of shape {shown(value.shape)} cannot be broadcast to indexing "
            "result of shape "
            f"{shown(shape)}"
        )
    if len(have) > len(shape):
        return (
            f"expand({value._type_name()}{{{shown(value.shape)}}}, size={shown(shape)}): the number of "
            f"sizes provided ({len(shape)}) must be greater or "
            f"equal to the number of dimensions in the tensor ({len(have)})"
        )
    for back in range(1, len(have) + 1):
        if have[-back] not in (1, shape[-back]):
            return (
                f"The expanded size of the tensor ({shape[-back]}) must match the existing size "
                f"({have[-back]}) at "
                f"non-singleton dimension {len(shape) - back}.  Target sizes: {shown(shape)}.  Tensor "
                f"sizes: {shown(have)}"
            )
    return "the sizes do not match"


def written(target: Tensor, values: list[Any] | None, op: str, operands: list[Any], attributes: Any) -> None:
    """One node that gives the whole after a part of it, the target, was written."""
    storage = target._storage
    target_values = fit(values, target.dtype) if values is not None else None
    inputs = [it._ref if isinstance(it, Tensor) else scalar(it, target.dtype) for it in operands]
    before = storage.root
    storage.values = _after(target, target_values)
    storage.version += 1
    root = storage.root = Ref(before.shape, before.dtype, None)
    if storage.values is not None:
        root.values = list(storage.values)
    if recorder.is_recording:
        recorder.emit_node(op, "aten", [before, *inputs], [root], attributes)


def _after(target: Tensor, values: list[Any] | None) -> list[Any] | None:
    storage = target._storage
    held = storage.values
    if values is None:
        return None
    is_whole = target.shape.numel() == storage.size
    if held is None and not is_whole:
        return None
    held = list(held) if held is not None else [0] * storage.size
    put_into(held, target, values)
    return held

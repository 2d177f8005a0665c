"""Writing into a tensor's memory: in-place operators, assignments to parts, and what views see of it."""

from __future__ import annotations

from typing import Any

from edgewise_tracer import recorder

from .promotion import can_cast
from .shapes import expandable, shown
from .size import Size
from .storage import Ref
from .tensor import Tensor
from .values import broadcast, fit


def write(target: Tensor, result: Tensor) -> Tensor:
    """Puts the result of an operator into the target. Raises torch's errors when shape or dtype do not allow it."""
    if result.shape != target.shape:
        raise RuntimeError(
            f"output with shape {shown(target.shape)} doesn't match the broadcast shape {shown(result.shape)}"
        )
    if not can_cast(result.dtype, target.dtype):
        raise RuntimeError(
            f"result type {result.dtype._scalar_name} can't be cast to the desired output type "
            f"{target.dtype._scalar_name}"
        )
    return overwrite(target, result._values, result._ref, result)


def overwrite(target: Tensor, values: list[Any] | None, ref: Ref, source: Any = None) -> Tensor:
    """The memory of the target holds these values, which the graph knows as `ref`. Views of it see that too."""
    ensure_leaf_may_change(target)
    storage = target._storage
    if ref.dtype is not target.dtype:
        # The node's result keeps the dtype the operator computed in; what is stored has the target's.
        values = fit(values, target.dtype) if values is not None else None
        ref = _cast(target, ref, values)
    _put(target, values)
    old_root = storage.root
    storage.version += 1
    target._seen = storage.version
    target._own_ref = ref
    whole = target.shape.numel() == storage.size
    if whole and target._is_ordered():
        storage.root = (
            ref if target.shape == old_root.shape else _derived("Reshape", "", [ref], old_root, storage)
        )
    else:
        storage.root = _derived("slice_scatter", "aten", [old_root, ref], old_root, storage)
    if source is not None and source.requires_grad and not target.requires_grad:
        target.requires_grad = True
        target._is_result = True
    return target


def ensure_leaf_may_change(target: Tensor) -> None:
    from .state import state

    if target.requires_grad and not target._is_result and state.is_grad_enabled:
        raise RuntimeError("a leaf Variable that requires grad is being used in an in-place operation.")


def _put(target: Tensor, values: list[Any] | None) -> None:
    storage = target._storage
    if values is None or storage.values is None and target.shape.numel() != storage.size:
        storage.values = None
        return
    if target._is_ordered() and target.shape.numel() == storage.size:
        storage.values = list(values)
        return
    held = list(storage.values) if storage.values is not None else [values[0] if values else 0] * storage.size
    put_into(held, target, values)
    storage.values = held


def put_into(held: list[Any], target: Tensor, values: list[Any]) -> None:
    """Writes the values of a view into those of the whole."""
    if target._is_ordered():
        held[target._offset : target._offset + len(values)] = values
        return
    for place, value in zip(target._places(), values):
        held[place] = value


def _cast(target: Tensor, ref: Ref, values: list[Any] | None) -> Ref:
    made = Ref(target.shape, target.dtype, values)
    if recorder.is_recording:
        recorder.emit_node("Cast", "", [ref], [made], {"to": target.dtype._name})
    return made


def _derived(op: str, domain: str, inputs: list[Ref], like: Ref, storage: Any) -> Ref:
    """The whole after a part of it was written."""
    made = Ref(like.shape, like.dtype, None)
    if recorder.is_recording:
        from .emit import ints

        extra = [ints(list(like.shape))] if op == "Reshape" else []
        recorder.emit_node(op, domain, [*inputs, *extra], [made], {})
    return made


def expanded_values(source: Tensor, shape: Size) -> list[Any] | None:
    """The values of the source repeated to a shape; torch's error when they do not fit."""
    have = source.shape
    while len(have) > len(shape) and have[0] == 1:
        have = have[1:]
    if not expandable(have, shape):
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {shown(source.shape)} cannot be broadcast to indexing "
            "result of "
            f"shape {shown(shape)}"
        )
    values = source._values
    return None if values is None else broadcast(values, have, shape)

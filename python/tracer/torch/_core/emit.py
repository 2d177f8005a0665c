"""How an operator comes into the graph. Shapes and dtypes are the caller's: nothing is computed here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from edgewise_tracer import recorder

from . import dtype as dtypes
from . import strides as layouts
from .dtype import dtype as Dtype
from .promotion import can_cast
from .state import state
from .storage import Ref
from .tensor import Tensor, make, view


class Const:
    """A constant input that no tensor of the program holds: Reshape's shape, Clip's limits. `()` is a scalar."""

    __slots__ = ("values", "dtype", "shape")

    def __init__(self, values: Sequence[Any], dtype: Dtype, shape: tuple[int, ...] | None = None) -> None:
        self.values = list(values)
        self.dtype = dtype
        self.shape = (len(self.values),) if shape is None else shape


def ints(values: Sequence[int]) -> Const:
    """A 1-d int64 constant."""
    return Const(values, dtypes.int64)


def scalar(value: Any, dtype: Dtype) -> Const:
    """A 0-d constant."""
    return Const([value], dtype, ())


def emit(
    op: str,
    inputs: Sequence[Tensor | Const | None],
    outputs: Sequence[tuple[Any, Dtype]],
    attributes: dict[str, Any] | None = None,
    domain: str = "",
    values: Sequence[list[Any] | None] | None = None,
    like: Sequence[Tensor] | None = None,
) -> Any:
    """One node: gives its result as a tensor, or a tuple of tensors when there are several.

    `op` is an ONNX operator with ONNX's inputs and attributes, or, with domain "aten", a function of torch. `values` are
    the results' exact numbers where known. `like` are the operands whose memory layout the result takes
    (elementwise operators); without it a result of operands that are not contiguous has a layout we do not claim.
    """
    device: Any = None
    needs_grad = is_loose = False
    for it in inputs:
        if isinstance(it, Tensor):
            if device is None or device.type == "cpu":
                device = it.device
            needs_grad = needs_grad or it.requires_grad
            is_loose = is_loose or it._is_loose or it._strides is not None
    needs_grad = needs_grad and state.is_grad_enabled
    made = []
    for place, (shape, kind) in enumerate(outputs):
        steps = layout_like(shape, like) if is_loose and like is not None else None
        result = make(shape, kind, device, values[place] if values is not None else None, steps)
        if (
            is_loose
            and like is None
            and not _all_ordered(inputs)
            or like is not None
            and any(it._is_loose for it in like)
        ):
            result._is_loose = True
        if needs_grad and kind._category >= dtypes.FLOAT:
            result.requires_grad = True
            result._is_result = True
        made.append(result)
    if recorder.is_recording:
        _record(op, domain, inputs, made, attributes)
    return made[0] if len(made) == 1 else tuple(made)


def _all_ordered(inputs: Sequence[Any]) -> bool:
    return all(it._is_ordered() and not it._is_loose for it in inputs if isinstance(it, Tensor))


def loosened(result: Any) -> Any:
    """Results of an operator whose memory layout depends on how torch was built: none is claimed."""
    for it in result if isinstance(result, tuple) else (result,):
        it._is_loose = True
    return result


def layout_like(shape: Any, like: Sequence[Tensor]) -> tuple[int, ...] | None:
    if len(like) == 1:
        only = like[0]
        if only._strides is None:
            return None
        if layouts.is_dense(only.shape, only._strides):
            return only._strides
    return layouts.dense_like(shape, [layouts.broadcast_strides(it, shape) for it in like])


def _record(op: str, domain: str, inputs: Sequence[Any], made: Sequence[Tensor], attributes: Any) -> None:
    read = [it._ref if isinstance(it, Tensor) else it for it in inputs]
    recorder.emit_node(op, domain, read, [it._own_ref for it in made], attributes)


def emit_view(
    op: str,
    base: Tensor,
    view_of: tuple[Sequence[int], Sequence[int] | None, int],
    inputs: Sequence[Const | None] = (),
    attributes: dict[str, Any] | None = None,
    domain: str = "",
) -> Tensor:
    """A node whose result is a view: (shape, strides, offset) of the base's memory. Known values come with it."""
    result = view(base, *view_of)
    source = base._ref
    ref = result._own_ref = Ref(result.shape, result.dtype, None)
    if recorder.is_recording:
        recorder.emit_node(op, domain, [source, *inputs], [ref], attributes)
    return result


def as_tensor(value: Any) -> Tensor:
    """A tensor as it is; of a number, a list or an array, a constant tensor."""
    if isinstance(value, Tensor):
        return value
    from .nested import tensor

    return tensor(value)


def into(out: Any, result: Any) -> Any:
    """What `out=` means: the given tensors become the results, whatever shape they had."""
    if out is None:
        return result
    if isinstance(result, tuple):
        for it, value in zip(out, result):
            _put(it, value)
        return type(result)(out) if type(result) is not tuple else tuple(out)
    return _put(out, result)


def _put(out: Tensor, result: Tensor) -> Tensor:
    """The given tensor keeps its dtype."""
    if out.dtype is result.dtype:
        return out._take(result)
    if not can_cast(result.dtype, out.dtype):
        raise RuntimeError(
            f"result type {result.dtype._scalar_name} can't be cast to the desired output type "
            f"{out.dtype._scalar_name}"
        )
    kind = out.dtype
    cast = emit("Cast", [result], [(result.shape, kind)], {"to": kind._name}, "", [result._values], (result,))
    return out._take(cast)

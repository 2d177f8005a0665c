"""What elementwise operators share: dtypes by promotion, shapes by broadcasting, numbers where they are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from . import dtype as dtypes
from .dtype import dtype as Dtype
from .emit import Const, as_tensor, emit, scalar
from .promotion import result_type
from .shapes import broadcast_shapes
from .size import Size
from .tensor import Tensor
from .values import LIMIT, broadcast, mapped


def unary(
    op: str,
    input: Tensor,
    function: Callable[[Any], Any] | None = None,
    dtype: Dtype | None = None,
    attributes: dict[str, Any] | None = None,
    domain: str = "",
    more: Sequence[Any] = (),
) -> Tensor:
    """One operator on each element; `more` are further inputs of the node that are constants."""
    if not isinstance(input, Tensor):
        raise TypeError(
            f"{op.lower()}(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}"
        )
    known = input._values if function is not None else None
    values = None if known is None else mapped(function, known)  # type: ignore[arg-type]
    return emit(
        op, [input, *more], [(input.shape, dtype or input.dtype)], attributes, domain, [values], (input,)
    )


def binary(
    op: str,
    input: Any,
    other: Any,
    function: Callable[[Any, Any], Any] | None = None,
    dtype: Dtype | None = None,
    domain: str = "",
    attributes: dict[str, Any] | None = None,
) -> Tensor:
    """An operator of two tensors, or of a tensor and a number. Without `dtype` the result's is the promoted one."""
    kind = result_type(input, other)
    first, second = isinstance(input, Tensor), isinstance(other, Tensor)
    if not first and not second:
        # torch takes two numbers for its arithmetic: torch.div(7, 2) is a 0-d tensor.
        input, first = as_tensor(input), True
    if first and second:
        shape = input.shape if input.shape == other.shape else broadcast_shapes(input.shape, other.shape)
        like = (input, other) if input._strides is not None or other._strides is not None else (input,)
    else:
        shape = input.shape if first else other.shape
        like = (input,) if first else (other,)
    values = _values(function, (input, other), shape) if function is not None else None
    operands = [input if first else scalar(input, kind), other if second else scalar(other, kind)]
    return emit(op, operands, [(shape, dtype or kind)], attributes, domain, [values], like)


def _values(function: Callable[..., Any], operands: Sequence[Any], shape: Size) -> list[Any] | None:
    if math.prod(shape) > LIMIT:
        return None
    columns = []
    for it in operands:
        if isinstance(it, Tensor):
            known = it._values
            if known is None:
                return None
            columns.append(known if it.shape == shape else broadcast(known, it.shape, shape))
        else:
            columns.append([it] * math.prod(shape))
    return mapped(function, *columns)


def several(
    op: str,
    operands: Sequence[Any],
    function: Callable[..., Any] | None = None,
    dtype: Dtype | None = None,
    domain: str = "aten",
    attributes: dict[str, Any] | None = None,
) -> Tensor:
    """An elementwise operator of any number of tensors and numbers (addcmul, lerp, where)."""
    kind = dtype or result_type(*operands)
    tensors = [it for it in operands if isinstance(it, Tensor)]
    shape = broadcast_shapes(*(it.shape for it in tensors))
    values = _values(function, operands, shape) if function is not None else None
    inputs: list[Tensor | Const] = [it if isinstance(it, Tensor) else scalar(it, kind) for it in operands]
    return emit(op, inputs, [(shape, kind)], attributes, domain, [values], tensors)


def not_implemented(kernel: str, kind: Dtype) -> Exception:
    return NotImplementedError(f"\"{kernel}\" not implemented for '{kind._scalar_name}'")


def refused(kernel: str, kind: Dtype, *operands: Any) -> Exception:
    """The error for a dtype that an operator has no kernel for; shapes that do not fit come first."""
    broadcast_shapes(*(it.shape for it in operands if isinstance(it, Tensor)))
    return not_implemented(kernel, kind)


def tensor_argument(value: Any, function: str, name: str = "input", position: int = 1) -> None:
    if not isinstance(value, Tensor):
        raise TypeError(
            f"{function}(): argument '{name}' (position {position}) must be Tensor, not "
            f"{type(value).__name__}"
        )


def is_float(kind: Dtype) -> bool:
    return kind._category >= dtypes.FLOAT

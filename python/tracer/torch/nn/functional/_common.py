"""What the functions of torch.nn.functional share: checks with torch's texts, and sizes given as one int or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from ..._core.emit import Const, emit, ints
from ..._core.tensor import Tensor

__all__ = ["Const", "Tensor", "emit", "ints"]

# How torch names dtypes: in "not implemented for" texts, and in C++ texts.
_SCALAR = {
    "float32": ("Float", "float"),
    "float64": ("Double", "double"),
    "float16": ("Half", "c10::Half"),
    "bfloat16": ("BFloat16", "c10::BFloat16"),
    "int64": ("Long", "long int"),
    "int32": ("Int", "int"),
    "int16": ("Short", "short int"),
    "int8": ("Char", "signed char"),
    "uint8": ("Byte", "unsigned char"),
    "bool": ("Bool", "bool"),
    "complex64": ("ComplexFloat", "c10::complex<float>"),
    "complex128": ("ComplexDouble", "c10::complex<double>"),
    "complex32": ("ComplexHalf", "c10::complex<c10::Half>"),
}


def scalar_name(dtype: Any) -> str:
    name = str(dtype).rpartition(".")[2]
    return _SCALAR.get(name, (name.capitalize(), name))[0]


def cpp_name(dtype: Any) -> str:
    name = str(dtype).rpartition(".")[2]
    return _SCALAR.get(name, (name, name))[1]


def sizes(shape: Sequence[int]) -> str:
    """A shape as C++ prints it: [1, 3, 8, 8]."""
    return "[" + ", ".join(str(it) for it in shape) + "]"


def check_tensor(value: Any, function: str, name: str = "input", position: int = 1) -> None:
    if not isinstance(value, Tensor):
        kind = type(value).__name__
        raise TypeError(f"{function}(): argument '{name}' (position {position}) must be Tensor, not {kind}")


def check_floating(input: Any, kernel: str) -> None:
    if not (input.dtype.is_floating_point or input.dtype.is_complex):
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{scalar_name(input.dtype)}'")


def wrap_dim(dim: int, rank: int) -> int:
    """A dimension counted from the front; torch's IndexError when there is none."""
    limit = max(rank, 1)
    dim = dim if type(dim) is int else int(dim)
    if not -limit <= dim < limit:
        raise IndexError(f"Dimension out of range (expected to be in range of [{-limit}, {limit - 1}], but got {dim})")
    return dim + limit if dim < 0 else dim


def integer(value: Any) -> int:
    return value if type(value) is int else int(value)


def integers(value: Any) -> tuple[int, ...]:
    if type(value) is int:
        return (value,)
    if isinstance(value, Tensor):
        return tuple(int(it) for it in value.tolist()) if value.dim() else (int(value),)
    if isinstance(value, (tuple, list)):
        return tuple(it if type(it) is int else int(it) for it in value)
    if hasattr(value, "__iter__"):
        return tuple(int(it) for it in value)
    return (int(value),)


def spread(value: Any, count: int) -> tuple[int, ...] | None:
    """One int for each of `count` dimensions; None when there are too many or too few."""
    values = integers(value)
    if len(values) == count:
        return values
    return values * count if len(values) == 1 else None


def same(input: Any, op: str, attributes: dict[str, Any] | None = None, domain: str = "", more: Sequence[Any] = ()) -> Any:
    """An elementwise operator: the result has the shape and the dtype of the input."""
    return emit(op, [input, *more], [(input.shape, input.dtype)], attributes, domain, None, (input,))


def scalar(value: Any, dtype: Any) -> Const:
    return Const([value], dtype, ())


def become(input: Any, result: Any, inplace: bool) -> Any:
    if not inplace:
        return result
    input._become(result)
    return input


def reduce_loss(loss: Any, reduction: str) -> Any:
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


def reduction_of(reduction: str, size_average: Any = None, reduce: Any = None) -> str:
    """The reduction that the older arguments mean; torch's text for one it does not have."""
    if size_average is not None or reduce is not None:
        size_average = True if size_average is None else size_average
        reduce = True if reduce is None else reduce
        return "none" if not reduce else "mean" if size_average else "sum"
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return reduction


def float_like(*tensors: Any) -> Any:
    dtype = tensors[0].dtype
    for it in tensors[1:]:
        dtype = torch.promote_types(dtype, it.dtype)
    return dtype

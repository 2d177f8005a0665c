"""linear and bilinear."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function
from ..._core.state import state
from ._common import check_tensor, cpp_name, emit, scalar_name, sizes


def _check_linear(input: Any, weight: Any, bias: Any) -> None:
    shape, weight_shape = input.shape, weight.shape
    if not shape or not weight_shape:
        raise RuntimeError(
            "both arguments to linear need to be at least 1D, but they are "
            f"{len(shape)}D and {len(weight_shape)}D"
        )
    if len(weight_shape) == 1 and bias is not None:
        raise RuntimeError("mat2 must be a matrix, got 1-D tensor")
    if len(weight_shape) > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {len(weight_shape)}D")
    if bias is not None:
        _check_dtypes(input, weight, bias)
    features = weight_shape[-1]
    if shape[-1] != features:
        rows = input.numel() // shape[-1] if shape[-1] else 0
        if len(weight_shape) == 1 and len(shape) > 1:
            raise RuntimeError(f"size mismatch, got input ({rows}), mat ({rows}x{shape[-1]}), vec ({features})")
        if len(weight_shape) == 1:
            raise RuntimeError(
                f"inconsistent tensor size, expected tensor [{shape[-1]}] and src [{features}] to have the same number "
                f"of elements, but got {shape[-1]} and {features} elements respectively"
            )
        outputs = weight_shape[0] if len(weight_shape) == 2 else 1
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied ({rows}x{shape[-1]} and {features}x{outputs})"
        )
    if bias is None:
        _check_dtypes(input, weight, bias)


def _check_dtypes(input: Any, weight: Any, bias: Any) -> None:
    if input.dtype is weight.dtype or state.is_autocast:
        return
    if bias is not None:
        names = (scalar_name(input.dtype), scalar_name(weight.dtype))
        raise RuntimeError(f"mat1 and mat2 must have the same dtype, but got {names[0]} and {names[1]}")
    kinds = (cpp_name(input.dtype), cpp_name(weight.dtype))
    raise RuntimeError(f"expected m1 and m2 to have the same dtype, but got: {kinds[0]} != {kinds[1]}")


def _check_bias(out: list[int], bias: Any) -> None:
    shape = bias.shape
    if len(shape) == 1 and shape[0] in (1, out[-1]):
        return
    rows = 1
    for size in out[:-1]:
        rows *= size
    wanted = [rows, out[-1]]
    for back in range(1, min(len(shape), 2) + 1):
        if shape[-back] not in (1, wanted[-back]):
            raise RuntimeError(
                f"The expanded size of the tensor ({wanted[-back]}) must match the existing size ({shape[-back]}) at "
                f"non-singleton dimension {2 - back}.  Target sizes: {sizes(wanted)}.  Tensor sizes: {sizes(shape)}"
            )


@function
def linear(input: Any, weight: Any, bias: Any = None) -> Any:
    check_tensor(input, "linear")
    check_tensor(weight, "linear", "weight", 2)
    _check_linear(input, weight, bias)
    shape = input.shape
    if len(weight.shape) == 1:
        return torch.matmul(input, weight)
    out = [*shape[:-1], weight.shape[0]]
    if bias is not None:
        _check_bias(out, bias)
    inputs = [input, weight] if bias is None else [input, weight, bias]
    result = [(out, input.dtype)]
    if len(shape) == 2:
        return emit("Gemm", inputs, result, {"transB": 1})
    return emit("linear", inputs, result, None, "aten")


@function
def bilinear(input1: Any, input2: Any, weight: Any, bias: Any = None) -> Any:
    check_tensor(input1, "bilinear", "input1")
    first, second = input1.shape, input2.shape
    if len(first) != len(second):
        raise RuntimeError(
            f"bilinear(): input dimensions do not match: got {len(first)} and {len(second)}"
        )
    for dim in range(len(first) - 1):
        if first[dim] != second[dim]:
            raise RuntimeError(
                f"bilinear(): input batch dimensions do not match at dim {dim}: got {first[dim]} and {second[dim]}"
            )
    for name, shape, wanted in (("input1", first, weight.shape[1]), ("input2", second, weight.shape[2])):
        if shape[-1] != wanted:
            raise RuntimeError(
                f"bilinear(): {name} size does not match weight size: got {shape[-1]} but expected {wanted}"
            )
    out = [*first[:-1], weight.shape[0]]
    inputs = [input1, input2, weight] if bias is None else [input1, input2, weight, bias]
    return emit("bilinear", inputs, [(out, input1.dtype)], None, "aten")

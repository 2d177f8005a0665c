"""Convolutions and transposed convolutions over one, two or three dimensions."""

from __future__ import annotations

from typing import Any

import torch

from ..._core.registry import function
from ..._core.state import state
from ._common import Tensor, cpp_name, emit, integers, scalar_name, sizes, spread


def _expand(value: Any, count: int, name: str) -> tuple[int, ...]:
    found = spread(value, count)
    if found is None:
        raise RuntimeError(
            f"expected {name} to be a single integer value or a list of {count} values to match the convolution "
            f"dimensions, but got {name}={sizes(integers(value))}"
        )
    return found


def _check_arguments(function: str, input: Any, weight: Any, bias: Any, signature: str) -> None:
    if not isinstance(input, Tensor) or not isinstance(weight, Tensor) or not (bias is None or isinstance(bias, Tensor)):
        given = ", ".join(type(it).__name__ for it in (input, weight, bias))
        raise TypeError(
            f"{function}() received an invalid combination of arguments - got ({given}, ...), but expected one of:\n"
            f" * {signature}"
        )


def _batched(input: Any, rank: int, name: str) -> tuple[Any, bool]:
    """The input with a batch dimension, and whether it had none."""
    dims = len(input.shape)
    if dims == rank + 1:
        return torch.unsqueeze(input, 0), True
    if dims != rank + 2:
        raise RuntimeError(
            f"Expected {rank + 1}D (unbatched) or {rank + 2}D (batched) input to {name}, "
            f"but got input of size: {sizes(input.shape)}"
        )
    return input, False


def _check_settings(padding: Any, output_padding: Any, stride: Any, dilation: Any, groups: int) -> None:
    if min(padding, default=0) < 0:
        raise RuntimeError("negative padding is not supported")
    if min(output_padding, default=0) < 0:
        raise RuntimeError("negative output_padding is not supported")
    if min(stride, default=1) <= 0:
        raise RuntimeError("non-positive stride is not supported")
    if min(dilation, default=1) <= 0:
        raise RuntimeError(f"dilation should be greater than zero, but got {sizes(dilation)}")
    if groups <= 0:
        raise RuntimeError("non-positive groups is not supported")


def _check_weight(shape: Any, weight: Any, bias: Any, groups: int, transposed: bool) -> None:
    weight_shape = weight.shape
    if len(weight_shape) != len(shape):
        rank = len(weight_shape)
        raise RuntimeError(
            f"Expected {rank}-dimensional input for {rank}-dimensional weight {sizes(weight_shape)}, "
            f"but got {len(shape)}-dimensional input of size {sizes(shape)} instead"
        )
    if weight_shape[0] < groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be at least {groups} at dimension 0, "
            f"but got weight of size {sizes(weight_shape)} instead"
        )
    if weight_shape[0] % groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, "
            f"but got weight of size [{sizes(weight_shape)}] instead"
        )
    given = "transposed=1" if transposed else f"groups={groups}"
    channels = weight_shape[0] if transposed else weight_shape[1] * groups
    if shape[1] != channels:
        raise RuntimeError(
            f"Given {given}, weight of size {sizes(weight_shape)}, expected input{sizes(shape)} "
            f"to have {channels} channels, but got {shape[1]} channels instead"
        )
    outputs = weight_shape[1] * groups if transposed else weight_shape[0]
    if bias is not None and (len(bias.shape) != 1 or bias.shape[0] != outputs):
        start = "Given transposed=1, weight" if transposed else "Given weight"
        raise RuntimeError(
            f"{start} of size {sizes(weight_shape)}, expected bias to be 1-dimensional with {outputs} elements, "
            f"but got bias of size {sizes(bias.shape)} instead"
        )


def _check_dtypes(input: Any, weight: Any, bias: Any) -> None:
    dtype = input.dtype
    if dtype is weight.dtype and (bias is None or bias.dtype is dtype):
        return
    if state.is_autocast:
        return
    other = bias if bias is not None and bias.dtype is not dtype else weight
    if other is bias:
        kinds = (cpp_name(dtype), cpp_name(other.dtype))
        raise RuntimeError(f"Input type ({kinds[0]}) and bias type ({kinds[1]}) should be the same")
    raise RuntimeError(f"expected scalar type {scalar_name(dtype)} but found {scalar_name(weight.dtype)}")


def _check_kernel(shape: Any, kernel: Any, pads: Any, dilation: Any) -> None:
    rank = len(kernel)
    padded = [shape[2 + i] + pads[i] + pads[rank + i] for i in range(rank)]
    needed = [dilation[i] * (kernel[i] - 1) + 1 for i in range(rank)]
    if any(padded[i] < needed[i] for i in range(rank)):
        texts = [" x ".join(str(it) for it in values) for values in (padded, needed)]
        raise RuntimeError(
            f"Calculated padded input size per channel: ({texts[0]}). Kernel size: ({texts[1]}). "
            "Kernel size can't be greater than actual input size"
        )
    if any(it == 0 for it in shape[2:]):
        raise RuntimeError(f"Only zero batch or zero channel inputs are supported, but got input shape: {sizes(shape)}")


def _with_uneven_padding(shape: Any, pads: Any) -> Any:
    """The shape that torch names in its errors: what "same" pads more at one end than at the other, it pads first."""
    rank = len(pads) // 2
    if pads[:rank] == pads[rank:]:
        return shape
    return [*shape[:2], *(size + pads[rank + i] - pads[i] for i, size in enumerate(shape[2:]))]


def _named_padding(padding: str, kernel: Any, stride: Any, dilation: Any) -> tuple[int, ...]:
    """(begins, ends) for "same" and "valid"."""
    if padding == "valid":
        return (0,) * (2 * len(kernel))
    if padding != "same":
        raise RuntimeError(f"Invalid padding string: '{padding}'")
    if any(it != 1 for it in stride):
        raise RuntimeError("padding='same' is not supported for strided convolutions")
    totals = [dilation[i] * (kernel[i] - 1) for i in range(len(kernel))]
    begins = tuple(it // 2 for it in totals)
    return begins + tuple(total - begin for total, begin in zip(totals, begins))


def _forward(rank: int, input: Any, weight: Any, bias: Any, settings: tuple[Any, Any, Any, Any]) -> Any:
    stride, padding, dilation, groups = settings
    name = f"conv{rank}d"
    _check_arguments(name, input, weight, bias, "(Tensor input, Tensor weight, Tensor bias = None, ...)")
    x, is_single = _batched(input, rank, name)
    count = len(weight.shape) - 2
    kernel = tuple(weight.shape[2:])
    stride = _expand(stride, count, "stride")
    dilation = _expand(dilation, count, "dilation")
    if isinstance(padding, str):
        pads = _named_padding(padding, kernel, stride, dilation)
    else:
        pads = _expand(padding, count, "padding") * 2
    groups = groups if type(groups) is int else int(groups)
    _check_settings(pads, (), stride, dilation, groups)
    shape = x.shape
    _check_weight(_with_uneven_padding(shape, pads), weight, bias, groups, False)
    _check_dtypes(input, weight, bias)
    _check_kernel(shape, kernel, pads, dilation)
    out = [shape[0], weight.shape[0]]
    for i in range(count):
        covered = dilation[i] * (kernel[i] - 1) + 1
        out.append((shape[2 + i] + pads[i] + pads[count + i] - covered) // stride[i] + 1)
    attributes = {
        "kernel_shape": list(kernel),
        "strides": list(stride),
        "pads": list(pads),
        "dilations": list(dilation),
        "group": groups,
    }
    inputs = [x, weight] if bias is None else [x, weight, bias]
    result = emit("Conv", inputs, [(out, x.dtype)], attributes)
    return torch.squeeze(result, 0) if is_single else result


def _transposed(rank: int, input: Any, weight: Any, bias: Any, settings: tuple[Any, ...]) -> Any:
    stride, padding, output_padding, groups, dilation = settings
    name = f"conv_transpose{rank}d"
    _check_arguments(name, input, weight, bias, "(Tensor input, Tensor weight, Tensor bias = None, ...)")
    x, is_single = _batched(input, rank, name)
    count = len(weight.shape) - 2
    kernel = tuple(weight.shape[2:])
    stride = _expand(stride, count, "stride")
    padding = _expand(padding, count, "padding")
    dilation = _expand(dilation, count, "dilation")
    output_padding = _expand(output_padding, count, "output_padding")
    groups = groups if type(groups) is int else int(groups)
    _check_settings(padding, output_padding, stride, dilation, groups)
    _check_weight(x.shape, weight, bias, groups, True)
    _check_output_padding(output_padding, stride, dilation)
    _check_dtypes(input, weight, bias)
    shape = x.shape
    spatial = [
        (shape[2 + i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + output_padding[i] + 1
        for i in range(count)
    ]
    if min(spatial, default=1) < 1:
        # A convolution over one dimension is one over two for torch.
        first = ["1"] if rank == 1 else []
        texts = [" x ".join([*first, *(str(it) for it in values)]) for values in (shape[2:], spatial)]
        raise RuntimeError(
            f"Given input size per channel: ({texts[0]}). Calculated output size per channel: ({texts[1]}). "
            "Output size is too small"
        )
    attributes = {
        "kernel_shape": list(kernel),
        "strides": list(stride),
        "pads": list(padding) * 2,
        "output_padding": list(output_padding),
        "dilations": list(dilation),
        "group": groups,
    }
    inputs = [x, weight] if bias is None else [x, weight, bias]
    out = [shape[0], weight.shape[1] * groups, *spatial]
    result = emit("ConvTranspose", inputs, [(out, x.dtype)], attributes)
    return torch.squeeze(result, 0) if is_single else result


_AXES = {2: ("height", "width"), 3: ("depth", "height", "width")}


def _check_output_padding(output_padding: Any, stride: Any, dilation: Any) -> None:
    if all(p < s or p < d for p, s, d in zip(output_padding, stride, dilation)):
        return
    if len(stride) == 1:
        # A convolution over one dimension is one over two for torch.
        output_padding, stride, dilation = (0, *output_padding), (1, *stride), (1, *dilation)
    rows = (("output_padding", output_padding), ("stride", stride), ("dilation", dilation))
    text = " ".join(f"{name}_{axis}: {it}" for name, row in rows for axis, it in zip(_AXES[len(stride)], row))
    raise RuntimeError(f"output padding must be smaller than either stride or dilation, but got {text}")


@function
def conv1d(
    input: Any, weight: Any, bias: Any = None, stride: Any = 1, padding: Any = 0, dilation: Any = 1, groups: int = 1
) -> Any:
    return _forward(1, input, weight, bias, (stride, padding, dilation, groups))


@function
def conv2d(
    input: Any, weight: Any, bias: Any = None, stride: Any = 1, padding: Any = 0, dilation: Any = 1, groups: int = 1
) -> Any:
    return _forward(2, input, weight, bias, (stride, padding, dilation, groups))


@function
def conv3d(
    input: Any, weight: Any, bias: Any = None, stride: Any = 1, padding: Any = 0, dilation: Any = 1, groups: int = 1
) -> Any:
    return _forward(3, input, weight, bias, (stride, padding, dilation, groups))


@function
def conv_transpose1d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    groups: int = 1,
    dilation: Any = 1,
) -> Any:
    return _transposed(1, input, weight, bias, (stride, padding, output_padding, groups, dilation))


@function
def conv_transpose2d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    groups: int = 1,
    dilation: Any = 1,
) -> Any:
    return _transposed(2, input, weight, bias, (stride, padding, output_padding, groups, dilation))


@function
def conv_transpose3d(
    input: Any,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    output_padding: Any = 0,
    groups: int = 1,
    dilation: Any = 1,
) -> Any:
    return _transposed(3, input, weight, bias, (stride, padding, output_padding, groups, dilation))


@function
def conv_tbc(input: Any, weight: Any, bias: Any, pad: int = 0) -> Any:
    """Convolution over time x batch x channels; weight is kernel x in x out."""
    x = input.permute(1, 2, 0)
    result = conv1d(x, weight.permute(2, 1, 0), bias, padding=pad)
    return result.permute(2, 0, 1)


@function
def convolution(
    input: Any,
    weight: Any,
    bias: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    transposed: bool,
    output_padding: Any,
    groups: int,
) -> Any:
    rank = len(weight.shape) - 2
    if transposed:
        return _transposed(rank, input, weight, bias, (stride, padding, output_padding, groups, dilation))
    return _forward(rank, input, weight, bias, (stride, padding, dilation, groups))

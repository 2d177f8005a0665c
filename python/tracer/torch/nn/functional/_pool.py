"""Max and average pooling with a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from ..._core.registry import function
from ._common import check_floating, check_tensor, emit, integers, scalar_name, sizes

_COUNT = {2: "two", 3: "three"}


def pooled(size: int, kernel: int, pads: tuple[int, int], stride: int, dilation: int, ceil_mode: bool) -> int:
    """How many windows fit. With ceil_mode the last one must start inside the input or its left padding."""
    span = size + pads[0] + pads[1] - dilation * (kernel - 1) - 1
    count = (span + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (count - 1) * stride >= size + pads[0]:
        count -= 1
    return count


def _settings(name: str, rank: int, kernel: Any, stride: Any, padding: Any, dilation: Any) -> list[tuple[int, ...]]:
    """kernel, stride, padding, dilation, each for every dimension; torch's texts for wrong counts."""
    word = _COUNT.get(rank, "one")
    three = rank == 3
    rows = (
        ("kernel_size", kernel, "must be a single int, or" if three else "must either be a single int, or"),
        ("stride", stride, "must be omitted, a single int, or" if three else "must either be omitted, a single int, or"),
        ("padding", padding, "must be a single int, or" if three else "must either be a single int, or"),
        ("dilation", dilation, "must be either a single int, or"),
    )
    found: list[tuple[int, ...]] = []
    for label, value, text in rows:
        values = integers(value) if value is not None else ()
        if not values and label == "stride":
            values = found[0]
        if len(values) not in (1, rank):
            raise RuntimeError(f"{name}: {label} {text} a tuple of {word} ints")
        found.append(values if len(values) == rank else values * rank)
    return found


def _check_window(kernel: Any, stride: Any, padding: Any, dilation: Any) -> None:
    for k, s, p, d in zip(kernel, stride, padding, dilation):
        if s == 0:
            raise RuntimeError("stride should not be zero")
        if p < 0:
            raise RuntimeError(f"pad must be non-negative, but got pad: {p}")
        if p > ((k - 1) * d + 1) // 2:
            raise RuntimeError(
                "pad should be at most half of effective kernel size, but got "
                f"pad={p}, kernel_size={k} and dilation={d}"
            )
    axes = "HW" if len(kernel) == 2 else "THW"
    rows = (
        ("kernel size", "k", kernel),
        ("stride", "d", stride),
        ("dilation", "dilation", dilation),
    )
    for label, letter, values in rows:
        if min(values) <= 0:
            text = " ".join(f"{letter}{axis}: {it}" for axis, it in zip(axes, values))
            raise RuntimeError(f"{label} should be greater than zero, but got {text}")


def _check_half(kernel: Any, padding: Any) -> None:
    """Padding counts against the kernel without its dilation, too."""
    if all(p <= k // 2 for k, p in zip(kernel, padding)):
        return
    if len(kernel) == 2:
        text = f"padW = {padding[1]}, padH = {padding[0]}, kW = {kernel[1]}, kH = {kernel[0]}"
    else:
        order = (("T", 0), ("W", 2), ("H", 1))
        text = " ".join([f"k{axis}: {kernel[at]}" for axis, at in order] + [f"pad{axis}: {padding[at]}" for axis, at in order])
    raise RuntimeError(f"pad should be smaller than or equal to half of kernel size, but got {text}")


def _check_input(shape: Any, rank: int) -> None:
    if len(shape) not in (rank + 1, rank + 2):
        raise RuntimeError(f"non-empty {rank + 1}D or {rank + 2}D (batch mode) tensor expected for input")
    inner = shape[1:] if len(shape) == rank + 2 else shape
    if any(it == 0 for it in inner):
        raise RuntimeError(
            f"Expected {rank + 1}D or {rank + 2}D (batch mode) tensor with optional 0 dim batch size for input, "
            f"but got:{sizes(shape)}"
        )


def _check_output(shape: Any, rank: int, out: list[int]) -> None:
    if min(out) < 1:
        inner = shape[len(shape) - rank - 1 :]
        texts = ["x".join(str(it) for it in values) for values in (inner, [inner[0], *out])]
        raise RuntimeError(f"Given input size: ({texts[0]}). Calculated output size: ({texts[1]}). Output size is too small")


def _emit(op: str, input: Any, rank: int, window: Any, outputs: tuple[list[int], list[Any], dict[str, Any]]) -> Any:
    """The operator over a batch: an input without one gets one for as long."""
    kernel, stride, padding, dilation = window
    out, dtypes, attributes = outputs
    is_single = len(input.shape) == rank + 1
    x = torch.unsqueeze(input, 0) if is_single else input
    shape = [*x.shape[:2], *out]
    attributes = {"kernel_shape": list(kernel), "strides": list(stride), "pads": list(padding) * 2, **attributes}
    result = emit(op, [x], [(shape, dtype) for dtype in dtypes], attributes)
    if not is_single:
        return result
    if len(dtypes) == 1:
        return torch.squeeze(result, 0)
    return tuple(torch.squeeze(it, 0) for it in result)


def _max_pool(rank: int, input: Any, settings: tuple[Any, ...], return_indices: bool) -> Any:
    kernel, stride, padding, dilation, ceil_mode = settings
    name = f"max_pool{rank}d"
    check_tensor(input, name)
    window = _settings(name, rank, kernel, stride, padding, dilation)
    _check_input(input.shape, rank)
    _check_window(*window)
    _check_half(window[0], window[2])
    out = _output_sizes(input.shape, rank, window, ceil_mode)
    _check_output(input.shape, rank, out)
    if input.dtype is torch.bool or input.dtype.is_complex:
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(input.dtype)}'")
    attributes = {"dilations": list(window[3]), "ceil_mode": int(bool(ceil_mode))}
    dtypes = [input.dtype, torch.int64] if return_indices else [input.dtype]
    return _emit("MaxPool", input, rank, window, (out, dtypes, attributes))


def _output_sizes(shape: Any, rank: int, window: Any, ceil_mode: bool) -> list[int]:
    kernel, stride, padding, dilation = window
    first = len(shape) - rank
    return [
        pooled(shape[first + i], kernel[i], (padding[i], padding[i]), stride[i], dilation[i], ceil_mode)
        for i in range(rank)
    ]


def _max_pool1d(input: Any, settings: tuple[Any, ...], return_indices: bool) -> Any:
    kernel, stride, padding, dilation, ceil_mode = settings
    check_tensor(input, "max_pool1d")
    if return_indices:
        check_dims(input, "max_pool1d")
    shape = input.shape
    if len(shape) not in (2, 3) or any(it == 0 for it in shape[-2:]):
        raise RuntimeError(
            "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, "
            f"but got:{sizes(shape)}"
        )
    window = _window1d(kernel, stride, padding, dilation)
    k, s, p, d = (it[0] for it in window)
    if return_indices:
        _check_window((1, k), (1, s), (0, p), (1, d))
        _check_half((1, k), (0, p))
    for label, value in (("kernel_size", k), ("stride", s)):
        if value <= 0:
            raise RuntimeError(f"max_pool1d() {label} must be greater than zero, but got {value}")
    if p < 0:
        raise RuntimeError(f"max_pool1d() padding must be non-negative, but got {p}")
    if p > k // 2:
        raise RuntimeError(
            f"max_pool1d() padding should be at most half of kernel size, but got padding={p} and kernel_size={k}"
        )
    if d <= 0:
        raise RuntimeError(f"max_pool1d() dilation must be greater than zero, but got {d}")
    out = pooled(shape[-1], k, (p, p), s, d, ceil_mode)
    if return_indices and out <= 0:
        _check_output((*shape[:-1], 1, shape[-1]), 2, [1, out])
    if out <= 0:
        raise RuntimeError(f"max_pool1d() Invalid computed output size: {out}")
    if not return_indices:
        check_floating(input, "max_pool1d_impl")
    elif input.dtype is torch.bool:
        raise NotImplementedError("\"max_pool2d\" not implemented for 'Bool'")
    attributes = {"dilations": [d], "ceil_mode": int(bool(ceil_mode))}
    dtypes = [input.dtype, torch.int64] if return_indices else [input.dtype]
    return _emit("MaxPool", input, 1, window, ([out], dtypes, attributes))


def _window1d(kernel: Any, stride: Any, padding: Any, dilation: Any) -> list[tuple[int, ...]]:
    kernel = integers(kernel)
    stride = kernel if stride is None or integers(stride) == () else integers(stride)
    window = [kernel, stride, integers(padding), integers(dilation)]
    for label, values in zip(("kernel_size", "stride", "padding", "dilation"), window):
        if len(values) != 1:
            raise RuntimeError(
                f"max_pool1d() {label} must be an int, list of ints or tuple of ints of size 1 "
                f"but got size {len(values)}"
            )
    return window


def _max_pool_function(rank: int, always_indices: bool) -> Callable[..., Any]:
    def max_pool(
        input: Any,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Any:
        settings = (kernel_size, stride, padding, dilation, ceil_mode)
        if rank == 1:
            return _max_pool1d(input, settings, always_indices or return_indices)
        return _max_pool(rank, input, settings, always_indices or return_indices)

    max_pool.__name__ = f"max_pool{rank}d" + ("_with_indices" if always_indices else "")
    return max_pool


max_pool1d = function(_max_pool_function(1, False))
max_pool2d = function(_max_pool_function(2, False))
max_pool3d = function(_max_pool_function(3, False))
max_pool1d_with_indices = function(_max_pool_function(1, True))
max_pool2d_with_indices = _max_pool_function(2, True)
max_pool3d_with_indices = _max_pool_function(3, True)


def _avg_pool(rank: int, input: Any, settings: tuple[Any, ...]) -> Any:
    kernel, stride, padding, ceil_mode, count_include_pad, divisor = settings
    window = _settings(f"avg_pool{rank}d", rank, kernel, stride, padding, 1)
    shape = input.shape
    if divisor == 0 and rank == 2:
        raise RuntimeError("divisor must be not zero")
    if rank == 2:
        _check_image(shape)
        _check_window(*window)
        _check_picture(shape)
    _check_input(shape, rank)
    if divisor == 0:
        raise RuntimeError("divisor must be not zero")
    _check_window(*window)
    out = _output_sizes(shape, rank, window, ceil_mode)
    if rank == 3:
        _check_volume(shape[-3:], window)
    _check_output(shape, rank, out)
    _check_average(input, "avg_pool2d" if rank == 2 else "avg_pool3d_out_frame")
    attributes = {"ceil_mode": int(bool(ceil_mode)), "count_include_pad": int(bool(count_include_pad))}
    if divisor is not None:
        # ONNX has no such attribute; it changes neither sizes nor costs.
        attributes["divisor_override"] = int(divisor)
    return _emit("AveragePool", input, rank, window, (out, [input.dtype], attributes))


def _check_image(shape: Any) -> None:
    if len(shape) < 3:
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{-len(shape)}, {len(shape) - 1}], but got -3)"
        )


def _check_picture(shape: Any) -> None:
    if len(shape) > 4:
        raise RuntimeError(
            f"Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:{sizes(shape)}"
        )


def _check_average(input: Any, kernel: str) -> None:
    if input.dtype is not torch.int64:
        check_floating(input, kernel)


def _check_volume(shape: Any, window: Any) -> None:
    kernel = window[0]
    if any(size < k for size, k in zip(shape, kernel)):
        texts = [f"T: {shape[0]} H: {shape[1]} W: {shape[2]}", f"kT: {kernel[0]} kH: {kernel[1]} kW: {kernel[2]}"]
        raise RuntimeError(f"input image ({texts[0]}) smaller than kernel size ({texts[1]})")


@function
def avg_pool1d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Any:
    check_tensor(input, "avg_pool1d")
    check_dims(input, "avg_pool1d")
    kernel, padding = integers(kernel_size), integers(padding)
    stride = kernel if stride is None or integers(stride) == () else integers(stride)
    for label, values in (("kernel_size", kernel), ("stride", stride), ("padding", padding)):
        if len(values) != 1:
            raise RuntimeError(
                f"avg_pool1d() argument '{label}' should contain one int (got {len(values)})"
            )
    _check_window((1, *kernel), (1, *stride), (0, *padding), (1, 1))
    window = (kernel, stride, padding, (1,))
    out = _output_sizes(input.shape, 1, window, ceil_mode)
    if out[0] < 1:
        channels, size = input.shape[-2:]
        raise RuntimeError(
            f"Given input size: ({channels}x1x{size}). Calculated output size: ({channels}x1x{out[0]}). "
            "Output size is too small"
        )
    _check_average(input, "avg_pool2d")
    attributes = {"ceil_mode": int(bool(ceil_mode)), "count_include_pad": int(bool(count_include_pad))}
    return _emit("AveragePool", input, 1, window, (out, [input.dtype], attributes))


def check_dims(input: Any, name: str) -> None:
    if input.dim() not in (2, 3):
        raise RuntimeError(
            f"Expected 2 to 3 dimensions, but got {input.dim()}-dimensional tensor for argument #1 'self' "
            f"(while checking arguments for {name})"
        )


def avg_pool2d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: Any = None,
) -> Any:
    check_tensor(input, "avg_pool2d")
    return _avg_pool(2, input, (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override))


def avg_pool3d(
    input: Any,
    kernel_size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: Any = None,
) -> Any:
    check_tensor(input, "avg_pool3d")
    return _avg_pool(3, input, (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override))


def _lp_pool(rank: int, input: Any, norm_type: float, settings: tuple[Any, Any, bool]) -> Any:
    kernel, stride, ceil_mode = settings
    check_tensor(input, f"lp_pool{rank}d")
    if not input.dtype.is_floating_point:
        if not isinstance(norm_type, float) and input.dtype is not torch.bool:
            _check_average(input, "avg_pool2d" if rank < 3 else "avg_pool3d_out_frame")
        input = input.to(torch.get_default_dtype())
    window = _settings(f"avg_pool{rank}d", rank, kernel, stride, 0, 1) if rank > 1 else _window1d(kernel, stride, 0, 1)
    if rank == 1:
        check_dims(input, "avg_pool1d")
    else:
        if rank == 2:
            _check_image(input.shape)
            _check_picture(input.shape)
        _check_input(input.shape, rank)
        _check_window(*window)
        if rank == 3:
            _check_volume(input.shape[-3:], window)
    out = _output_sizes(input.shape, rank, window, ceil_mode)
    if rank == 1:
        _check_output((*input.shape[:-1], 1, input.shape[-1]), 2, [1, *out])
        if isinstance(kernel, tuple):
            raise TypeError("mul(): argument 'other' (position 1) must be Tensor, not tuple")
    _check_output(input.shape, rank, out)
    attributes = {"p": int(norm_type), "ceil_mode": int(bool(ceil_mode))}
    return _emit("LpPool", input, rank, window, (out, [input.dtype], attributes))


def lp_pool1d(input: Any, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False) -> Any:
    return _lp_pool(1, input, norm_type, (kernel_size, stride, ceil_mode))


def lp_pool2d(input: Any, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False) -> Any:
    return _lp_pool(2, input, norm_type, (kernel_size, stride, ceil_mode))


def lp_pool3d(input: Any, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False) -> Any:
    return _lp_pool(3, input, norm_type, (kernel_size, stride, ceil_mode))

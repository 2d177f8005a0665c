"""Pooling to a given size, fractional pooling, and unpooling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from ..._core.registry import function
from ._common import check_floating, check_tensor, emit, integers, ints, scalar_name, sizes
from ._pool import check_dims


def _output_size(input: Any, rank: int, value: Any, name: str) -> tuple[int, ...]:
    """The asked size; None keeps the input's."""
    values = tuple(value) if isinstance(value, (tuple, list, torch.Size)) else (value,) * rank
    if len(values) != rank and "max" in name:
        raise RuntimeError(f"{name}(): internal error: output_size.size() must be {rank}")
    if len(values) != rank:
        raise RuntimeError(f"{name}: output_size must be {rank}")
    spatial = input.shape[len(input.shape) - rank :]
    return tuple(size if it is None else int(it) for it, size in zip(values, spatial))


def _check_rank(input: Any, rank: int, kind: str) -> None:
    name = f"adaptive_{kind}_pool{rank}d"
    dims = input.dim()
    if rank == 1:
        check_dims(input, name)
    elif dims not in (rank + 1, rank + 2):
        colon = ":" if kind == "max" else ""
        raise RuntimeError(
            f"{name}(): Expected {rank + 1}D or {rank + 2}D tensor, but got{colon} {sizes(input.shape)}"
        )
    spatial = input.shape[dims - rank :]
    for at, size in enumerate(spatial):
        if size == 0:
            raise RuntimeError(
                f"{name}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes "
                f"{sizes(input.shape)} with dimension {dims - rank + at} being empty"
            )


def _adaptive(rank: int, kind: str, input: Any, output_size: Any, return_indices: bool) -> Any:
    name = f"adaptive_{kind}_pool{rank}d"
    check_tensor(input, name)
    if rank > 1 and isinstance(output_size, (tuple, list)) and input.dim() <= len(output_size):
        raise ValueError(f"Input dimension should be at least {len(output_size) + 1}")
    if rank > 1 and kind == "avg" and isinstance(output_size, (tuple, list)) and len(output_size) != rank:
        raise RuntimeError(f"{name}: output_size must be {rank}")
    is_mean = kind == "avg" and rank > 1 and output_size in (1, (1,) * rank, [1] * rank)
    if is_mean and input.dim() >= rank and input.dim() not in (rank + 1, rank + 2):
        # For torch this is a mean over the last dimensions, however many there are.
        return input.mean(tuple(range(-rank, 0)), keepdim=True)
    _check_rank(input, rank, kind)
    out = _output_size(input, rank, output_size, name)
    if any(it < 0 for it in out):
        raise RuntimeError(
            f"{name}: elements of output_size must be greater than or equal to 0 but received "
            f"{{{', '.join(str(it) for it in out)}}}"
        )
    if not input.dtype.is_floating_point:
        _refuse_integers(input, rank, kind, out)
    is_single = input.dim() == rank + 1
    x = torch.unsqueeze(input, 0) if is_single else input
    shape = [*x.shape[:2], *out]
    if return_indices:
        pair = [(shape, x.dtype), (shape, torch.int64)]
        result = emit(name, [x], pair, {"output_size": list(out)}, "aten")
        return tuple(torch.squeeze(it, 0) for it in result) if is_single else result
    if all(it == 1 for it in out):
        result = emit("GlobalAveragePool" if kind == "avg" else "GlobalMaxPool", [x], [(shape, x.dtype)])
    else:
        result = emit(name, [x], [(shape, x.dtype)], {"output_size": list(out)}, "aten")
    return torch.squeeze(result, 0) if is_single else result


def _refuse_integers(input: Any, rank: int, kind: str, out: tuple[int, ...]) -> None:
    if kind == "avg" and rank > 1 and all(it == 1 for it in out):
        raise RuntimeError(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. "
            f"Got: {scalar_name(input.dtype)}"
        )
    shown = max(rank, 2)
    raise NotImplementedError(f"\"adaptive_{kind}_pool{shown}d\" not implemented for '{scalar_name(input.dtype)}'")


def _avg(rank: int) -> Callable[..., Any]:
    def adaptive_avg_pool(input: Any, output_size: Any) -> Any:
        return _adaptive(rank, "avg", input, output_size, False)

    adaptive_avg_pool.__name__ = f"adaptive_avg_pool{rank}d"
    return adaptive_avg_pool


def _max(rank: int, always_indices: bool = False) -> Callable[..., Any]:
    def adaptive_max_pool(input: Any, output_size: Any, return_indices: bool = False) -> Any:
        return _adaptive(rank, "max", input, output_size, return_indices or always_indices)

    adaptive_max_pool.__name__ = f"adaptive_max_pool{rank}d" + ("_with_indices" if always_indices else "")
    return adaptive_max_pool


adaptive_avg_pool1d = function(_avg(1))
adaptive_avg_pool2d = _avg(2)
adaptive_avg_pool3d = _avg(3)
adaptive_max_pool1d = _max(1)
adaptive_max_pool2d = _max(2)
adaptive_max_pool3d = _max(3)
adaptive_max_pool1d_with_indices = _max(1, True)
adaptive_max_pool2d_with_indices = _max(2, True)
adaptive_max_pool3d_with_indices = _max(3, True)


def _fractional(rank: int, input: Any, settings: tuple[Any, Any, Any], return_indices: bool) -> Any:
    kernel, output_size, output_ratio = settings
    check_floating(input, "check_uniform_bounds")
    name = f"fractional_max_pool{rank}d"
    check_tensor(input, name)
    if output_size is None and output_ratio is None:
        raise ValueError(f"{name} requires specifying either an output_size or an output_ratio")
    dims = input.dim()
    suffix = "_out" if rank == 3 else ""
    if dims < rank + 1:
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{-dims}, {dims - 1}], but got {-rank - 1})"
        )
    if dims not in (rank + 1, rank + 2):
        raise RuntimeError(
            f"{name}{suffix}(): Expected {rank + 1}D or {rank + 2}D tensor, but got: {sizes(input.shape)}"
        )
    spatial = input.shape[dims - rank :]
    if output_size is None:
        ratios = output_ratio if isinstance(output_ratio, (tuple, list)) else (output_ratio,) * rank
        out = tuple(int(size * ratio) for size, ratio in zip(spatial, ratios))
    else:
        out = _output_size(input, rank, output_size, name)
    kernel = integers(kernel) * (1 if len(integers(kernel)) == rank else rank)
    rows = list(zip("HW" if rank == 2 else "THW", out, kernel, spatial))
    for axis, wanted, window, size in rows if rank == 2 else (rows[0], rows[2], rows[1]):
        if wanted + window - 1 > size - (rank == 3):
            label = {"H": "height", "W": "width", "T": "time"}[axis]
            raise RuntimeError(f"{name}{suffix}(): pool {label} {window} too large relative to input {label} {size}")
    shape = [*input.shape[: dims - rank], *out]
    pair = [(shape, input.dtype), (shape, torch.int64)]
    attributes = {"kernel_size": list(kernel), "output_size": list(out)}
    result = emit(name, [input], pair if return_indices else pair[:1], attributes, "aten")
    return result


def _fractional_function(rank: int, always_indices: bool) -> Callable[..., Any]:
    def fractional_max_pool(
        input: Any,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> Any:
        settings = (kernel_size, output_size, output_ratio)
        return _fractional(rank, input, settings, return_indices or always_indices)

    fractional_max_pool.__name__ = f"fractional_max_pool{rank}d" + ("_with_indices" if always_indices else "")
    return fractional_max_pool


fractional_max_pool2d = _fractional_function(2, False)
fractional_max_pool3d = _fractional_function(3, False)
fractional_max_pool2d_with_indices = _fractional_function(2, True)
fractional_max_pool3d_with_indices = _fractional_function(3, True)


def unpool_output_size(input: Any, window: tuple[Any, Any, Any], output_size: Any) -> list[int]:
    """The size that pooling came from; an asked one must lie within a stride of it."""
    kernel, stride, padding = window
    rank = len(kernel)
    spatial = input.shape[len(input.shape) - rank :]
    usual = [(size - 1) * s + k - 2 * p for size, s, k, p in zip(spatial, stride, kernel, padding)]
    if output_size is None:
        return usual
    asked = list(output_size)
    if len(asked) == rank + 2:
        asked = asked[2:]
    if len(asked) != rank:
        raise ValueError(
            f"output_size should be a sequence containing {rank} or {rank + 2} elements, but it has a length of "
            f"'{len(asked)}'"
        )
    for dim, (size, wanted, step) in enumerate(zip(usual, asked, stride)):
        if not size - step < wanted < size + step:
            raise ValueError(f'invalid output_size "{output_size}" (dim {dim} must be between {size - step} and {size + step})')
    return [int(it) for it in asked]


def _each(value: Any, rank: int) -> tuple[int, ...]:
    values = integers(value)
    return values if len(values) == rank else values * rank


def _unpool(rank: int, input: Any, indices: Any, settings: tuple[Any, ...]) -> Any:
    kernel, stride, padding, output_size = settings
    check_tensor(input, f"max_unpool{rank}d")
    kernel = _each(kernel, rank)
    stride = kernel if stride is None or integers(stride) == () else _each(stride, rank)
    padding = _each(padding, rank)
    out = unpool_output_size(input, (kernel, stride, padding), output_size)
    if indices.dtype is not torch.int64:
        raise RuntimeError(
            f"elements in indices should be type int64 but got: {scalar_name(indices.dtype)}"
        )
    if tuple(input.shape) != tuple(indices.shape):
        raise RuntimeError(
            f"Expected shape of indices to be same as that of the input tensor ({sizes(input.shape)}) "
            f"but got indices tensor with shape: {sizes(indices.shape)}"
        )
    shape = [*input.shape[: input.dim() - rank], *out]
    attributes = {"kernel_shape": list(kernel), "strides": list(stride), "pads": list(padding) * 2}
    return emit("MaxUnpool", [input, indices, ints(shape)], [(shape, input.dtype)], attributes)


def _unpool_function(rank: int) -> Callable[..., Any]:
    def max_unpool(
        input: Any, indices: Any, kernel_size: Any, stride: Any = None, padding: Any = 0, output_size: Any = None
    ) -> Any:
        return _unpool(rank, input, indices, (kernel_size, stride, padding, output_size))

    max_unpool.__name__ = f"max_unpool{rank}d"
    return max_unpool


max_unpool1d = _unpool_function(1)
max_unpool2d = _unpool_function(2)
max_unpool3d = _unpool_function(3)

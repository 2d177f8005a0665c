"""Padding."""

from __future__ import annotations

from typing import Any

import torch

from ._common import check_tensor, emit, integers, ints, scalar, sizes
from ..._core.registry import function

_MODES = {"constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
_SUPPORTED = (
    "Supported combinations for non-constant padding:\n"
    "  - 2D or 3D input: padding size = 2 (pads last dimension)\n"
    "  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n"
    "  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)"
)


def pad(input: Any, pad: Any, mode: str = "constant", value: Any = None) -> Any:
    check_tensor(input, "pad")
    amounts = integers(pad)
    if len(amounts) % 2:
        raise RuntimeError("Padding length must be divisible by 2")
    dims = input.dim()
    if len(amounts) > 2 * dims:
        raise RuntimeError(
            "Padding length should be less than or equal to two times the input dimension but got padding length "
            f"{len(amounts)} and input of dimension {dims}"
        )
    if mode == "constant":
        return _constant(input, amounts, 0 if value is None else value)
    if value is not None and value != 0:
        raise RuntimeError(f'Padding mode "{mode}" doesn\'t take in value argument')
    if mode not in _MODES:
        raise NotImplementedError(f"Unrecognised padding mode {mode}")
    count = len(amounts) // 2
    if count not in (1, 2, 3) or dims not in (count + 1, count + 2):
        raise NotImplementedError(
            f"Padding size {len(amounts)} is not supported for {dims}D input tensor.\n{_SUPPORTED}"
        )
    _check_room(input, amounts, mode)
    if mode != "circular":
        _check_left(input, amounts)
    if input.dtype is torch.bool and mode != "circular":
        name = "reflection" if mode == "reflect" else "replication"
        raise NotImplementedError(f"\"{name}_pad{count}d\" not implemented for 'Bool'")
    return _emit(input, amounts, _MODES[mode], None)


def _check_left(input: Any, amounts: tuple[int, ...]) -> None:
    """Reflection and replication leave something to mirror or to repeat."""
    count = len(amounts) // 2
    spatial = input.shape[input.dim() - count :]
    left = [size + amounts[2 * (count - 1 - i)] + amounts[2 * (count - 1 - i) + 1] for i, size in enumerate(spatial)]
    if max(left) < 1:
        axes = "DHW"[3 - count :]
        before = ", ".join(f"{axis}: {size}" for axis, size in zip(axes, spatial))
        after = " ".join(f"{axis}: {size}" for axis, size in zip(axes, left))
        raise RuntimeError(f"input ({before}) is too small. Calculated output {after}")


def _check_room(input: Any, amounts: tuple[int, ...], mode: str) -> None:
    dims = input.dim()
    for i in range(len(amounts) // 2):
        at = dims - 1 - i
        low, high = amounts[2 * i : 2 * i + 2]
        size = input.shape[at]
        if mode == "reflect" and (low >= size or high >= size):
            raise RuntimeError(
                f"Argument #{4 + 2 * i}: Padding size should be less than the corresponding input dimension, "
                f"but got: padding ({low}, {high}) at dimension {at} of input {sizes(input.shape)}"
            )
        if mode == "circular" and (low > size or high > size):
            raise RuntimeError("Padding value causes wrapping around more than once.")
        if mode == "circular" and size + low + high < 0:
            raise RuntimeError("Negative padding value is resulting in an empty dimension.")


def _constant(input: Any, amounts: tuple[int, ...], value: Any) -> Any:
    if not any(amounts):
        return input.clone()
    for i in range(len(amounts) // 2):
        at = input.dim() - 1 - i
        low, high = amounts[2 * i : 2 * i + 2]
        size = input.shape[at] + low + high
        if size < 0 or (min(low, 0) + min(high, 0) + input.shape[at] < 0):
            raise RuntimeError("narrow(): length must be non-negative.")
    return _emit(input, amounts, "constant", value)


def _emit(input: Any, amounts: tuple[int, ...], mode: str, value: Any) -> Any:
    dims = input.dim()
    begins, ends = [0] * dims, [0] * dims
    for i in range(len(amounts) // 2):
        begins[dims - 1 - i], ends[dims - 1 - i] = amounts[2 * i : 2 * i + 2]
    shape = [size + low + high for size, low, high in zip(input.shape, begins, ends)]
    inputs = [input, ints(begins + ends)]
    if value is not None:
        inputs.append(scalar(value, input.dtype))
    if min(shape, default=0) < 0:
        raise RuntimeError(f"Trying to create tensor with negative dimension {min(shape)}: {sizes(shape)}")
    known = None
    if mode == "constant" and input._values is not None and value is not None:
        known = [_padded_values(input, begins, shape, value)]
    return emit("Pad", inputs, [(shape, input.dtype)], {"mode": mode}, "", known)


def _padded_values(input: Any, begins: list[int], shape: list[int], value: Any) -> Any:
    """Small constants keep their values: masks and index tables are padded while models are built."""
    total = 1
    for size in shape:
        total *= size
    if total > 8192:
        return None
    values, place = [value] * total, input.shape
    for index, item in enumerate(input._values):
        rest, target, step = index, 0, 1
        inside = True
        for dim in range(len(place) - 1, -1, -1):
            at = rest % place[dim] + begins[dim]
            rest //= place[dim]
            inside = inside and 0 <= at < shape[dim]
            target += at * step
            step *= shape[dim]
        if inside:
            values[target] = item
    return values


@function
def constant_pad_nd(input: Any, pad: Any, value: Any = 0) -> Any:
    return _constant(input, integers(pad), value)

"""Sliding blocks: unfold takes them out of an image, fold adds them up again."""

from __future__ import annotations

from typing import Any

import torch

from ._common import check_floating, check_tensor, emit, integers, ints, sizes, spread


def _pair(value: Any, name: str) -> tuple[int, ...]:
    found = spread(value, 2)
    if found is None:
        raise RuntimeError(f"It is expected {name} equals to 2, but got size {len(integers(value))}")
    return found


def _text(values: Any) -> str:
    return "(" + ", ".join(str(it) for it in values) + ")"


def _blocks(spatial: Any, kernel: Any, dilation: Any, padding: Any, stride: Any) -> list[int]:
    return [
        (size + 2 * p - d * (k - 1) - 1) // s + 1
        for size, k, d, p, s in zip(spatial, kernel, dilation, padding, stride)
    ]


def _check_positive(rows: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
    for name, values in rows:
        if min(values) <= 0:
            text = f"{name}_height: {values[0]} {name}_width: {values[1]}"
            raise RuntimeError(f"{name} should be greater than zero, but got {text}")


def unfold(input: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Any:
    check_tensor(input, "im2col")
    kernel, dilation = _pair(kernel_size, "kernel_size"), _pair(dilation, "dilation")
    padding, stride = _pair(padding, "padding"), _pair(stride, "stride")
    shape = input.shape
    _check_positive((("kernel", kernel), ("dilation", dilation), ("stride", stride)))
    if len(shape) < 3:
        rank = max(len(shape), 1)
        raise IndexError(f"Dimension out of range (expected to be in range of [{-rank}, {rank - 1}], but got 2)")
    if len(shape) not in (3, 4) or any(it == 0 for it in shape[-3:]):
        raise RuntimeError(
            "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions "
            f"for input, but got: {sizes(shape)}"
        )
    if input.dtype is not torch.bool:
        check_floating(input, "im2col_out_cpu")
    blocks = _blocks(shape[-2:], kernel, dilation, padding, stride)
    if min(blocks) < 1:
        raise RuntimeError(
            f"Given input with spatial size {_text(shape[-2:])}, kernel_size={_text(kernel)}, "
            f"dilation={_text(dilation)}, padding={_text(padding)}, calculated shape of the array of sliding blocks as "
            f"{_text(blocks)}, but its components must be at least one."
        )
    out = [*shape[:-3], shape[-3] * kernel[0] * kernel[1], blocks[0] * blocks[1]]
    attributes = {
        "kernel_size": list(kernel),
        "dilation": list(dilation),
        "padding": list(padding),
        "stride": list(stride),
    }
    return emit("im2col", [input], [(out, input.dtype)], attributes, "aten")


def fold(
    input: Any, output_size: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1
) -> Any:
    check_tensor(input, "col2im")
    output = _pair(output_size, "output_size")
    kernel, dilation = _pair(kernel_size, "kernel_size"), _pair(dilation, "dilation")
    padding, stride = _pair(padding, "padding"), _pair(stride, "stride")
    _check_positive((("kernel", kernel), ("dilation", dilation), ("stride", stride)))
    shape = input.shape
    if len(shape) not in (2, 3) or any(it == 0 for it in shape[-2:]):
        raise RuntimeError(
            "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for "
            f"input, but got: {sizes(shape)}"
        )
    window = kernel[0] * kernel[1]
    if shape[-2] % window:
        raise RuntimeError(
            f"Expected size of input's dimension 1 to be divisible by the product of kernel_size, "
            f"but got input.size(1)={shape[-2]} and kernel_size={_text(kernel)}."
        )
    blocks = _blocks(output, kernel, dilation, padding, stride)
    if shape[-1] != blocks[0] * blocks[1]:
        raise RuntimeError(
            f"Given output_size={_text(output)}, kernel_size={_text(kernel)}, dilation={_text(dilation)}, "
            f"padding={_text(padding)}, stride={_text(stride)}, expected size of input's dimension 2 to match "
            f"the calculated number of sliding blocks {blocks[0]} * {blocks[1]} = {blocks[0] * blocks[1]}, "
            f"but got input.size(2)={shape[-1]}."
        )
    if input.dtype is not torch.bool:
        check_floating(input, "col2im_out_cpu")
    is_single = len(shape) == 2
    x = torch.unsqueeze(input, 0) if is_single else input
    out = [x.shape[0], shape[-2] // window, *output]
    attributes = {"dilations": list(dilation), "pads": list(padding) * 2, "strides": list(stride)}
    inputs = [x, ints(list(output)), ints(list(kernel))]
    result = emit("Col2Im", inputs, [(out, input.dtype)], attributes)
    return torch.squeeze(result, 0) if is_single else result



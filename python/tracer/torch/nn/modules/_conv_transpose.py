"""Transposed convolutions; their modules live in torch.nn.modules.conv."""

from __future__ import annotations

from typing import Any

from .. import functional as F
from .conv import _ConvNd, _LazyConvXdMixin
from .utils import _pair, _single, _triple


class _ConvTransposeNd(_ConvNd):
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any,
        padding: Any,
        dilation: Any,
        transposed: bool,
        output_padding: Any,
        groups: int,
        bias: bool,
        padding_mode: str,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        if padding_mode != "zeros":
            raise ValueError(f'Only "zeros" padding mode is supported for {self.__class__.__name__}')
        window = (kernel_size, stride, padding, dilation)
        super().__init__(
            in_channels, out_channels, *window, transposed, output_padding, groups, bias, padding_mode, device, dtype
        )

    def _output_padding(
        self,
        input: Any,
        output_size: Any,
        stride: Any,
        padding: Any,
        kernel_size: Any,
        num_spatial_dims: int,
        dilation: Any = None,
    ) -> Any:
        if output_size is None:
            return _single(self.output_padding)
        rank = num_spatial_dims
        has_batch = input.dim() == rank + 2
        extra = 2 if has_batch else 1
        asked = list(output_size)
        if len(asked) == extra + rank:
            asked = asked[extra:]
        if len(asked) != rank:
            raise ValueError(
                f"ConvTranspose{rank}D: for {input.dim()}D input, output_size must have {rank} or {extra + rank} "
                f"elements (got {len(asked)})"
            )
        least = []
        for d in range(rank):
            step = dilation[d] if dilation is not None else 1
            least.append((input.size(d + extra) - 1) * stride[d] - 2 * padding[d] + step * (kernel_size[d] - 1) + 1)
        most = [size + stride[d] - 1 for d, size in enumerate(least)]
        for size, low, high in zip(asked, least, most):
            if size < low or size > high:
                raise ValueError(
                    f"requested an output size of {output_size}, but valid sizes range from {least} to {most} "
                    f"(for an input of {input.size()[2:]})"
                )
        return [size - low for size, low in zip(asked, least)]


def _transpose(self: Any, convolve: Any, rank: int, input: Any, output_size: Any) -> Any:
    if self.padding_mode != "zeros":
        raise ValueError(f"Only `zeros` padding mode is supported for ConvTranspose{rank}d")
    extra = self._output_padding(
        input, output_size, self.stride, self.padding, self.kernel_size, rank, self.dilation
    )
    return convolve(input, self.weight, self.bias, self.stride, self.padding, extra, self.groups, self.dilation)


class ConvTranspose1d(_ConvTransposeNd):
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Any = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        window = (_single(kernel_size), _single(stride), _single(padding), _single(dilation))
        extra = _single(output_padding)
        super().__init__(
            in_channels, out_channels, *window, True, extra, groups, bias, padding_mode, device, dtype
        )

    def forward(self, input: Any, output_size: Any = None) -> Any:
        return _transpose(self, F.conv_transpose1d, 1, input, output_size)


class ConvTranspose2d(_ConvTransposeNd):
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Any = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        window = (_pair(kernel_size), _pair(stride), _pair(padding), _pair(dilation))
        extra = _pair(output_padding)
        super().__init__(
            in_channels, out_channels, *window, True, extra, groups, bias, padding_mode, device, dtype
        )

    def forward(self, input: Any, output_size: Any = None) -> Any:
        return _transpose(self, F.conv_transpose2d, 2, input, output_size)


class ConvTranspose3d(_ConvTransposeNd):
    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Any = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        window = (_triple(kernel_size), _triple(stride), _triple(padding), _triple(dilation))
        extra = _triple(output_padding)
        super().__init__(
            in_channels, out_channels, *window, True, extra, groups, bias, padding_mode, device, dtype
        )

    def forward(self, input: Any, output_size: Any = None) -> Any:
        return _transpose(self, F.conv_transpose3d, 3, input, output_size)


class _ConvTransposeMixin(_ConvTransposeNd):
    """The name from before torch 1.8."""


def _lazy_conv_transpose(kind: Any, name: str) -> Any:
    def __init__(
        self: Any,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Any = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        window = (kernel_size, stride, padding, output_padding)
        super(made, self).__init__(0, 0, *window, groups, False, dilation, padding_mode, device, dtype)
        self._make_lazy(out_channels, bias, device, dtype)

    members = {"__init__": __init__, "cls_to_become": kind, "__module__": "torch.nn.modules.conv"}
    made = type(name, (_LazyConvXdMixin, kind), members)
    return made


LazyConvTranspose1d = _lazy_conv_transpose(ConvTranspose1d, "LazyConvTranspose1d")
LazyConvTranspose2d = _lazy_conv_transpose(ConvTranspose2d, "LazyConvTranspose2d")
LazyConvTranspose3d = _lazy_conv_transpose(ConvTranspose3d, "LazyConvTranspose3d")
for _class in (_ConvTransposeNd, _ConvTransposeMixin, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d):
    _class.__module__ = "torch.nn.modules.conv"

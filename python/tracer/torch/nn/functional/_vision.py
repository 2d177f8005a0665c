"""Resampling and rearranging images: interpolate, grids, pixel and channel shuffles."""

from __future__ import annotations

import math
from typing import Any

import torch

from ..._core.registry import function
from ._common import check_tensor, emit, integer, integers, ints, scalar_name, sizes

_ALL = "nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact"
_ALIGNING = "linear | bilinear | bicubic | trilinear"
_RANK = {"linear": 1, "bilinear": 2, "bicubic": 2, "lanczos": 2, "trilinear": 3}
_ONNX = {"nearest": "nearest", "nearest-exact": "nearest", "bicubic": "cubic", "lanczos": "cubic"}


def _listed(value: Any) -> Any:
    """A size or a factor for each dimension, as a tuple; a single one stays single."""
    if isinstance(value, torch.Tensor) and value.dim():
        return tuple(value.tolist())
    return tuple(value) if isinstance(value, (tuple, list)) else value


def interpolate(
    input: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: Any = None,
    recompute_scale_factor: Any = None,
    antialias: bool = False,
) -> Any:
    _check_mode(mode, align_corners)
    check_tensor(input, "interpolate")
    rank = input.dim() - 2
    out = _target(input, rank, size, scale_factor, recompute_scale_factor)
    if antialias and not (mode in ("bilinear", "bicubic", "lanczos") and rank == 2):
        raise ValueError(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input"
        )
    _check_rank(rank, mode)
    if mode == "area":
        from ._adaptive import _adaptive

        return _adaptive(rank, "avg", input, out, False)
    _check_sizes(input, out, mode)
    coordinates = "align_corners" if align_corners else "asymmetric" if mode == "nearest" else "half_pixel"
    attributes = {
        "mode": _ONNX.get(mode, "linear"),
        "coordinate_transformation_mode": coordinates,
        "antialias": int(bool(antialias)),
    }
    if mode == "nearest":
        attributes["nearest_mode"] = "floor"
    shape = [*input.shape[:2], *out]
    return emit("Resize", [input, None, None, ints(shape)], [(shape, input.dtype)], attributes)


def _check_mode(mode: str, align_corners: Any) -> None:
    if mode in ("nearest", "area", "nearest-exact") and align_corners is not None:
        raise ValueError(f"align_corners option can only be set with the interpolating modes: {_ALIGNING}")


def _target(input: Any, rank: int, size: Any, scale_factor: Any, recompute: Any) -> list[int]:
    spatial = list(input.shape[2:])
    given_size, given_factor = size, scale_factor
    size, scale_factor = _listed(size), _listed(scale_factor)
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    if size is not None:
        if isinstance(size, tuple):
            if len(size) != rank:
                raise ValueError(
                    "Input and output must have the same number of spatial dimensions, but got input with spatial "
                    f"dimensions of {spatial} and output size of {given_size}. Please provide input tensor in "
                    "(N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format."
                )
            for it in size:
                _check_integer(it)
            out = [integer(it) for it in size]
        else:
            _check_integer(size)
            out = [integer(size)] * max(rank, 0)
        if recompute:
            raise ValueError("recompute_scale_factor is not meaningful with an explicit size.")
        return out
    if scale_factor is None:
        raise ValueError("either size or scale_factor should be defined")
    if isinstance(scale_factor, tuple):
        if len(scale_factor) != rank:
            raise ValueError(
                "Input and scale_factor must have the same number of spatial dimensions, but got input with spatial "
                f"dimensions of {spatial} and scale_factor of shape {given_factor}. Please provide input tensor in "
                "(N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format."
            )
        factors = [float(it) for it in scale_factor]
    else:
        factors = [float(scale_factor)] * max(rank, 0)
    return [math.floor(float(n) * factor) for n, factor in zip(spatial, factors)]


def _check_integer(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"expected size to be one of int or Tuple[int] or Tuple[int, int] or Tuple[int, int, int], "
                        f"but got size with types [{type(value)}]")  # fmt: skip


def _check_rank(rank: int, mode: str) -> None:
    if rank in (1, 2, 3) and mode in ("nearest", "nearest-exact", "area"):
        return
    if _RANK.get(mode) == rank:
        return
    if mode in ("linear", "bilinear", "trilinear") and rank in (1, 2, 3):
        raise NotImplementedError(f"Got {rank + 2}D input, but {mode} mode needs {_RANK[mode] + 2}D input")
    raise NotImplementedError(
        f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {rank + 2}D) for the modes: {_ALL} (got {mode})"
    )


def _check_sizes(input: Any, out: list[int], mode: str) -> None:
    spatial = input.shape[2:]
    if min(spatial) <= 0 or min(out) <= 0:
        axes = {1: "W", 2: "HW", 3: "DHW"}[len(out)]
        word = "and " if len(out) == 1 else ""
        texts = [", ".join(f"{axis}: {it}" for axis, it in zip(axes, values)) for values in (spatial, out)]
        raise RuntimeError(
            f"Input and output sizes should be greater than 0, but got input ({texts[0]}) {word}output ({texts[1]})"
        )
    kind = input.dtype
    if kind.is_floating_point or kind is torch.uint8 and (len(out) == 2 or mode.startswith("nearest")):
        return
    name = {"nearest": "upsample_nearest", "nearest-exact": "_upsample_nearest_exact"}.get(mode, f"upsample_{mode}")
    suffix = f"{len(out)}d"
    raise NotImplementedError(f"\"{name}{suffix}\" not implemented for '{scalar_name(kind)}'")


def upsample(input: Any, size: Any = None, scale_factor: Any = None, mode: str = "nearest", align_corners: Any = None) -> Any:
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


_GRID_MODES = {"bilinear": "linear", "nearest": "nearest", "bicubic": "cubic"}


def grid_sample(
    input: Any, grid: Any, mode: str = "bilinear", padding_mode: str = "zeros", align_corners: Any = None
) -> Any:
    if mode not in _GRID_MODES:
        raise ValueError(
            f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '{mode}'"
        )
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', "
            f"but got: '{padding_mode}'"
        )
    check_tensor(input, "grid_sampler")
    check_tensor(grid, "grid_sampler", "grid", 2)
    _check_grid(input, grid, mode)
    shape = [*input.shape[:2], *grid.shape[1:-1]]
    attributes = {"mode": _GRID_MODES[mode], "padding_mode": padding_mode, "align_corners": int(bool(align_corners))}
    return emit("GridSample", [input, grid], [(shape, input.dtype)], attributes)


def _check_grid(input: Any, grid: Any, mode: str) -> None:
    pair = f"but got input with sizes {sizes(input.shape)} and grid with sizes {sizes(grid.shape)}"
    if input.shape[0] != grid.shape[0]:
        raise RuntimeError(f"grid_sampler(): expected grid and input to have same batch size, {pair}")
    rank = input.dim() - 2
    if grid.shape[-1] != rank:
        raise RuntimeError(
            f"grid_sampler(): expected grid to have size {rank} in last dimension, "
            f"but got grid with sizes {sizes(grid.shape)}"
        )
    if rank not in (2, 3) or grid.dim() != rank + 2:
        raise RuntimeError(
            "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, " + pair
        )
    if mode == "bicubic" and rank == 3:
        raise RuntimeError("grid_sampler(): bicubic interpolation only supports 4D input")
    if input.dtype is not grid.dtype:
        names = (scalar_name(input.dtype), scalar_name(grid.dtype))
        raise RuntimeError(f"expected scalar type {names[0]} but found {names[1]}")


def affine_grid(theta: Any, size: Any, align_corners: Any = None) -> Any:
    check_tensor(theta, "affine_grid_generator", "theta")
    if not theta.is_floating_point():
        raise ValueError(f"Expected theta to have floating point type, but got {theta.dtype}")
    given = size
    size = integers(size)
    shape = tuple(theta.shape)
    if len(size) not in (4, 5):
        raise NotImplementedError(
            "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. "
            f"Got size {given}."
        )
    rank = len(size) - 2
    if len(shape) != 3 or shape[-2:] != (rank, rank + 1):
        raise ValueError(
            f"Expected a batch of {rank}D affine matrices of shape Nx{rank}x{rank + 1} for size {given}. "
            f"Got {theta.shape}."
        )
    if min(size) <= 0:
        raise ValueError(f"Expected non-zero, positive output size. Got {given}")
    out = [size[0], *size[2:], rank]
    if shape[0] != size[0]:
        raise RuntimeError(
            f"Expected size for first two dimensions of batch2 tensor to be: [{size[0]}, {rank + 1}] "
            f"but got: [{shape[0]}, {rank + 1}]."
        )
    attributes = {"align_corners": int(bool(align_corners))}
    return emit("AffineGrid", [theta, ints(list(size))], [(out, theta.dtype)], attributes)


@function
def pixel_shuffle(input: Any, upscale_factor: int) -> Any:
    check_tensor(input, "pixel_shuffle")
    dims, factor = input.dim(), integer(upscale_factor)
    if dims < 3:
        raise RuntimeError(
            f"pixel_shuffle expects input to have at least 3 dimensions, but got input with {dims} dimension(s)"
        )
    if factor <= 0:
        raise RuntimeError(f"pixel_shuffle expects a positive upscale_factor, but got {factor}")
    *batch, channels, height, width = input.shape
    if channels % (factor * factor):
        raise RuntimeError(
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, "
            f"but input.size(-3)={channels} is not divisible by {factor * factor}"
        )
    shape = [*batch, channels // (factor * factor), height * factor, width * factor]
    if dims != 4:
        x = input.reshape(-1, channels, height, width)
        return pixel_shuffle(x, factor).reshape(shape)
    return emit("DepthToSpace", [input], [(shape, input.dtype)], {"blocksize": factor, "mode": "CRD"})


@function
def pixel_unshuffle(input: Any, downscale_factor: int) -> Any:
    check_tensor(input, "pixel_unshuffle")
    dims, factor = input.dim(), integer(downscale_factor)
    if dims < 3:
        raise RuntimeError(
            f"pixel_unshuffle expects input to have at least 3 dimensions, but got input with {dims} dimension(s)"
        )
    if factor <= 0:
        raise RuntimeError(f"pixel_unshuffle expects a positive downscale_factor, but got {factor}")
    *batch, channels, height, width = input.shape
    for name, value, at in (("height", height, -2), ("width", width, -1)):
        if value % factor:
            raise RuntimeError(
                f"pixel_unshuffle expects {name} to be divisible by downscale_factor, "
                f"but input.size({at})={value} is not divisible by {factor}"
            )
    shape = [*batch, channels * factor * factor, height // factor, width // factor]
    if dims != 4:
        x = input.reshape(-1, channels, height, width)
        return pixel_unshuffle(x, factor).reshape(shape)
    return emit("SpaceToDepth", [input], [(shape, input.dtype)], {"blocksize": factor})


@function
def channel_shuffle(input: Any, groups: int) -> Any:
    check_tensor(input, "channel_shuffle")
    dims = input.dim()
    if dims <= 2:
        raise RuntimeError(f"channel_shuffle expects input with > 2 dims, but got input with sizes {sizes(input.shape)}")
    if groups <= 0:
        raise RuntimeError(f"Number of groups to divide channels in must be positive. Value of groups:{groups}")
    channels = input.shape[1]
    if channels % groups:
        raise RuntimeError(
            f"Number of channels must be divisible by groups. Got {channels} channels and {groups} groups."
        )
    batch, rest = input.shape[0], tuple(input.shape[2:])
    x = input.reshape(batch, groups, channels // groups, *rest)
    return x.transpose(1, 2).reshape(input.shape)


native_channel_shuffle = function("native_channel_shuffle")(channel_shuffle)

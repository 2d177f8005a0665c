"""Fourier transforms: torch.fft and the short-time transform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._core import dtype as dtypes
from .._core.emit import emit, into, loosened
from .._core.registry import function, method
from .._core.shapes import wrap, wrap_all
from .._core.state import state
from .._core.tensor import Tensor

# What goes in and comes out: complex to complex, real to half of a complex, half of a complex to real.
_KINDS = {"fft": "cc", "ifft": "cc", "rfft": "rc", "irfft": "cr", "hfft": "cr", "ihfft": "rc"}


def _result_type(kind: str, input: Tensor) -> dtypes.dtype:
    base = input.dtype if input.dtype._category >= dtypes.FLOAT else state.default_dtype
    if kind == "rc" and input.dtype.is_complex:
        raise RuntimeError(f"rfft expects a real input tensor, but got {input.dtype._scalar_name}")
    return base.to_complex().to_real() if kind == "cr" else base.to_complex()


def _transform(name: str, kind: str, input: Tensor, sizes: Sequence[Any], axes: Sequence[int]) -> Tensor:
    shape = list(input.shape)
    for place, (axis, size) in enumerate(zip(axes, sizes)):
        is_last = place == len(axes) - 1
        length = shape[axis] if size in (None, -1) else int(size)
        if kind == "cr" and is_last and size in (None, -1):
            length = 2 * (shape[axis] - 1)
        if length < 1:
            raise RuntimeError(f"Invalid number of data points ({length}) specified")
        shape[axis] = length // 2 + 1 if kind == "rc" and is_last else length
    return loosened(
        emit(f"fft_{name}", [input], [(shape, _result_type(kind, input))], {"dim": list(axes)}, "aten")
    )


def _one(name: str) -> None:
    def call(input: Tensor, n: Any = None, dim: int = -1, norm: Any = None, *, out: Any = None) -> Tensor:
        at = wrap(dim, len(input.shape))
        return into(out, _transform(name, _KINDS[name], input, [n], [at]))

    call.__name__ = name
    function(f"fft.{name}")(call)


def _many(name: str, kind: str, default: Any) -> None:
    def call(
        input: Tensor, s: Any = None, dim: Any = default, norm: Any = None, *, out: Any = None
    ) -> Tensor:
        rank = len(input.shape)
        if dim is None:
            axes = list(range(rank if s is None else len(s)))
            axes = axes if s is None else list(range(rank - len(s), rank))
        else:
            axes = wrap_all(dim, rank)
        sizes = [None] * len(axes) if s is None else [s] if isinstance(s, int) else list(s)
        if len(sizes) != len(axes):
            raise RuntimeError("When given, dim and shape arguments must have the same length")
        return into(out, _transform(name, kind, input, sizes, axes))

    call.__name__ = name
    function(f"fft.{name}")(call)


for _name in _KINDS:
    _one(_name)
for _name, _kind in (
    ("fft", "cc"),
    ("ifft", "cc"),
    ("rfft", "rc"),
    ("irfft", "cr"),
    ("hfft", "cr"),
    ("ihfft", "rc"),
):
    _many(f"{_name}2", _kind, (-2, -1))
    _many(f"{_name}n", _kind, None)


def _shift(name: str, sign: int) -> None:
    def call(input: Tensor, dim: Any = None) -> Tensor:
        axes = wrap_all(dim, len(input.shape))
        steps = [input.shape[axis] // 2 if sign > 0 else (input.shape[axis] + 1) // 2 for axis in axes]
        return input.roll(steps, axes)

    call.__name__ = name
    function(f"fft.{name}")(call)


_shift("fftshift", 1)
_shift("ifftshift", -1)


@function("fft.fftfreq")
def fftfreq(n: int, d: float = 1.0, *, dtype: Any = None, device: Any = None, **rest: Any) -> Tensor:
    from .._core.nested import tensor

    order = [*range(0, (n - 1) // 2 + 1), *range(-(n // 2), 0)]
    return tensor(
        [it / (n * d) for it in order], dtype=dtypes.from_any(dtype) or state.default_dtype, device=device
    )


@function("fft.rfftfreq")
def rfftfreq(n: int, d: float = 1.0, *, dtype: Any = None, device: Any = None, **rest: Any) -> Tensor:
    from .._core.nested import tensor

    return tensor(
        [it / (n * d) for it in range(n // 2 + 1)],
        dtype=dtypes.from_any(dtype) or state.default_dtype,
        device=device,
    )


@function
@method
def stft(
    input: Tensor, n_fft: int, hop_length: Any = None, win_length: Any = None, window: Any = None, center: bool = True,
    pad_mode: str = "reflect", normalized: bool = False, onesided: Any = None, return_complex: Any = None,
    align_to_window: Any = None,
) -> Tensor:  # fmt: skip
    if (
        return_complex is None
        and not input.dtype.is_complex
        and not (window is not None and window.dtype.is_complex)
    ):
        raise RuntimeError(
            "stft requires the return_complex parameter be given for real inputs, and will further require "
            "that return_complex=True in a future PyTorch release."
        )
    hop = n_fft // 4 if hop_length is None else hop_length
    length = input.shape[-1] + (2 * (n_fft // 2) if center else 0)
    if not 0 < n_fft <= length:
        raise RuntimeError(
            f"stft(torch.FloatTensor[{', '.join(map(str, input.shape))}], n_fft={n_fft}, hop_length={hop}, "
            f"win_length={win_length or n_fft}, window=None, normalized={int(normalized)}, "
            f"onesided={onesided}, return_complex={int(bool(return_complex))}): expected 0 < n_fft < "
            f"{length}, but got n_fft={n_fft}"
        )
    frames = 1 + (length - n_fft) // hop
    bins = n_fft // 2 + 1 if onesided or onesided is None and not input.dtype.is_complex else n_fft
    shape = [*input.shape[:-1], bins, frames]
    attributes = {"n_fft": n_fft, "hop_length": hop}
    kind = input.dtype.to_complex()
    if return_complex is False:
        return loosened(
            emit("stft", [input, window], [([*shape, 2], input.dtype.to_real())], attributes, "aten")
        )
    return loosened(emit("stft", [input, window], [(shape, kind)], attributes, "aten"))


@function
@method
def istft(
    input: Tensor, n_fft: int, hop_length: Any = None, win_length: Any = None, window: Any = None, center: bool = True,
    normalized: bool = False, onesided: Any = None, length: Any = None, return_complex: bool = False,
) -> Tensor:  # fmt: skip
    hop = n_fft // 4 if hop_length is None else hop_length
    samples = n_fft + hop * (input.shape[-1] - 1) - (2 * (n_fft // 2) if center else 0)
    shape = [*input.shape[:-2], samples if length is None else length]
    kind = input.dtype if return_complex else input.dtype.to_real()
    return loosened(
        emit("istft", [input, window], [(shape, kind)], {"n_fft": n_fft, "hop_length": hop}, "aten")
    )

"""torch._C._nn: the compiled functions behind torch.nn.functional, for code that calls them by themselves."""

from __future__ import annotations

import sys
from typing import Any

from edgewise_tracer.stubs import is_probing, note, special_stub

# Their names say the mode that functional.interpolate takes as an argument.
_MODES = {
    "upsample_nearest1d": "nearest", "upsample_nearest2d": "nearest", "upsample_nearest3d": "nearest",
    "_upsample_nearest_exact1d": "nearest-exact", "_upsample_nearest_exact2d": "nearest-exact",
    "_upsample_nearest_exact3d": "nearest-exact", "upsample_linear1d": "linear", "upsample_bilinear2d": "bilinear",
    "upsample_bicubic2d": "bicubic", "upsample_trilinear3d": "trilinear",
}  # fmt: skip
# The same under the name of the kernel.
_RENAMED = {"slow_conv3d": "conv3d", "conv_depthwise3d": "conv3d", "thnn_conv2d": "conv2d"}


def _upsample(mode: str) -> Any:
    def upsample(input: Any, output_size: Any = None, *options: Any, **named: Any) -> Any:
        from torch.nn import functional

        rank = len(input.shape) - 2
        # Either a size or one factor for all dimensions or for each; align_corners comes first where there is one.
        lists = [it for it in (*options, named.get("scale_factors")) if isinstance(it, (list, tuple))]
        single = [it for it in options if isinstance(it, float)]
        factors = list(lists[0]) if lists else single[:rank]
        factor = (factors if len(factors) == rank else factors * rank) if output_size is None else None
        align = named.get("align_corners", next((it for it in options if isinstance(it, bool)), None))
        keeps = {} if "nearest" in mode or align is None else {"align_corners": align}
        return functional.interpolate(input, output_size, factor, mode, **keeps)

    return upsample


def _kernel(name: str) -> Any:
    """These take the size of the kernel, which the weight has already, before the bias."""

    def convolve(input: Any, weight: Any, kernel_size: Any, bias: Any = None, *options: Any, **named: Any) -> Any:
        from torch.nn import functional

        return getattr(functional, name)(input, weight, bias, *options, **named)

    return convolve


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _MODES:
        return _upsample(_MODES[name])
    if name in _RENAMED:
        return _kernel(_RENAMED[name])
    from torch.nn import functional

    found = getattr(functional, name, None)
    if found is None:
        # Who asks is one frame out; a probe gets an honest answer.
        if is_probing(sys._getframe(1)):
            raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
        note(f"{__name__}.{name}")
        return special_stub(f"{__name__}.{name}", is_strict=True)
    return found

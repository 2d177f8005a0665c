"""torch.backends.cuda."""

from __future__ import annotations

from edgewise_tracer.stubs import namespace
from torch._noop import Context, false, nothing

is_built = flash_sdp_enabled = mem_efficient_sdp_enabled = cudnn_sdp_enabled = false
enable_flash_sdp = enable_mem_efficient_sdp = enable_math_sdp = enable_cudnn_sdp = preferred_linalg_library = nothing
sdp_kernel = Context


class matmul:
    allow_tf32 = False
    allow_fp16_reduced_precision_reduction = True
    allow_bf16_reduced_precision_reduction = True
    fp32_precision = "none"


class cufft_plan_cache:
    size = 0
    max_size = 0
    clear = staticmethod(nothing)


class SDPAParams:
    """What chooses an attention kernel; here only a type."""


def math_sdp_enabled() -> bool:
    return True


__getattr__ = namespace(__name__)

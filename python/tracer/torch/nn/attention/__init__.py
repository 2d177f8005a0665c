"""torch.nn.attention: which kernel computes attention does not change what is counted."""

from __future__ import annotations

import contextlib
import enum
from typing import Any

from edgewise_tracer.stubs import namespace


class SDPBackend(enum.IntEnum):
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4


class WARN_FOR_UNFUSED_KERNELS:
    """A flag of torch's."""


@contextlib.contextmanager
def sdpa_kernel(backends: Any, set_priority: bool = False) -> Any:
    if not isinstance(backends, (list, SDPBackend)):
        raise AssertionError("Backend must be an instance of SDPBackend or a list of SDPBackend instances")
    yield {}


def _cur_sdpa_kernel_backends(with_priority: bool = False) -> list[SDPBackend]:
    return [SDPBackend.MATH]


from . import bias, flex_attention  # noqa: E402

__all__ = ["SDPBackend", "bias", "flex_attention", "sdpa_kernel"]
__getattr__: Any = namespace(__name__)

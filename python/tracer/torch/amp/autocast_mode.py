"""torch.amp.autocast_mode."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import Context, decorator

custom_fwd = custom_bwd = decorator


class autocast(Context):
    def __init__(self, device_type: Any = "cuda", dtype: Any = None, enabled: bool = True, **kwargs: Any) -> None:
        self.device, self.fast_dtype, self.enabled = device_type, dtype, enabled


def is_autocast_available(device_type: str) -> bool:
    return False


__getattr__ = namespace(__name__)

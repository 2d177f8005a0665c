"""torch.cuda.amp: mixed precision does nothing here."""

from __future__ import annotations

from typing import Any

import torch.amp
from edgewise_tracer.stubs import namespace
from torch.amp import GradScaler, custom_bwd, custom_fwd
from torch.cuda.amp import autocast_mode, grad_scaler


class autocast(torch.amp.autocast):
    def __init__(self, enabled: bool = True, dtype: Any = None, cache_enabled: bool = True) -> None:
        super().__init__("cuda", dtype, enabled)


autocast_mode.autocast = autocast
__all__ = ["GradScaler", "autocast", "autocast_mode", "custom_bwd", "custom_fwd", "grad_scaler"]
__getattr__ = namespace(__name__)

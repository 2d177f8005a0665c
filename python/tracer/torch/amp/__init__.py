"""torch.amp: mixed precision changes how a network is run, not what it is; only that it is on is known here."""

from __future__ import annotations

from edgewise_tracer.stubs import namespace
from torch.amp import autocast_mode, grad_scaler
from torch.amp.autocast_mode import autocast, custom_bwd, custom_fwd, is_autocast_available
from torch.amp.grad_scaler import GradScaler

__all__ = [
    "GradScaler",
    "autocast",
    "autocast_mode",
    "custom_bwd",
    "custom_fwd",
    "grad_scaler",
    "is_autocast_available",
]
__getattr__ = namespace(__name__)

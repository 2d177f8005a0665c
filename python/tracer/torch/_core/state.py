"""What torch keeps for the whole process: default dtype and device, and whether gradients are on."""

from __future__ import annotations

from typing import Any

from . import device as devices
from . import dtype as dtypes


class _State:
    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Back to how torch starts; the driver calls this between traces."""
        self.default_dtype = dtypes.float32
        self.default_device: Any = devices.cpu
        self.is_grad_enabled = True
        self.is_inference = False
        self.threads = 1
        self.is_deterministic = False
        # The dtype that each kind of device is to compute in, while autocast is on for it.
        self.autocast: dict[str, Any] = {}

    @property
    def is_autocast(self) -> bool:
        """What runs may be cast: dtypes that do not go together otherwise do then."""
        return bool(self.autocast)


state = _State()

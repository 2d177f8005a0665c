"""torch.cuda.amp.autocast_mode."""

from typing import Any

from edgewise_tracer.stubs import namespace
from torch.amp.autocast_mode import custom_bwd, custom_fwd

autocast: Any = None  # set by torch.cuda.amp, which holds the class

__all__ = ["autocast", "custom_bwd", "custom_fwd"]
__getattr__ = namespace(__name__)

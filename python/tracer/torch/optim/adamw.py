"""torch.optim.adamw."""

from edgewise_tracer.stubs import namespace
from torch.optim import AdamW, Optimizer

__all__ = ["AdamW", "Optimizer"]
__getattr__ = namespace(__name__)

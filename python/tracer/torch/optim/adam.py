"""torch.optim.adam."""

from edgewise_tracer.stubs import namespace
from torch.optim import Adam, Optimizer

__all__ = ["Adam", "Optimizer"]
__getattr__ = namespace(__name__)

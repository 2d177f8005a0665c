"""torch.optim.rmsprop."""

from edgewise_tracer.stubs import namespace
from torch.optim import RMSprop, Optimizer

__all__ = ["RMSprop", "Optimizer"]
__getattr__ = namespace(__name__)

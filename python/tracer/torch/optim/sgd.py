"""torch.optim.sgd."""

from edgewise_tracer.stubs import namespace
from torch.optim import SGD, Optimizer

__all__ = ["SGD", "Optimizer"]
__getattr__ = namespace(__name__)

"""torch.distributions.uniform."""

from edgewise_tracer.stubs import namespace
from torch.distributions import Uniform

__all__ = ["Uniform"]
__getattr__ = namespace(__name__)

"""torch.distributions.bernoulli."""

from edgewise_tracer.stubs import namespace
from torch.distributions import Bernoulli

__all__ = ["Bernoulli"]
__getattr__ = namespace(__name__)

"""torch.distributions.normal."""

from edgewise_tracer.stubs import namespace
from torch.distributions import Normal

__all__ = ["Normal"]
__getattr__ = namespace(__name__)

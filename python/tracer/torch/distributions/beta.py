"""torch.distributions.beta."""

from edgewise_tracer.stubs import namespace
from torch.distributions import Beta

__all__ = ["Beta"]
__getattr__ = namespace(__name__)

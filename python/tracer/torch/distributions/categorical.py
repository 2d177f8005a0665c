"""torch.distributions.categorical."""

from edgewise_tracer.stubs import namespace
from torch.distributions import Categorical

__all__ = ["Categorical"]
__getattr__ = namespace(__name__)

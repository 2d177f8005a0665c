"""torch.distributions.multivariate_normal."""

from edgewise_tracer.stubs import namespace
from torch.distributions import MultivariateNormal

__all__ = ["MultivariateNormal"]
__getattr__ = namespace(__name__)

"""torch.distributions.kl."""

from edgewise_tracer.stubs import namespace
from torch.distributions.distribution import kl_divergence, register_kl

__all__ = ["kl_divergence", "register_kl"]
__getattr__ = namespace(__name__)

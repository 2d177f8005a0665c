"""torch._tensor."""

from edgewise_tracer.stubs import namespace
from torch import Tensor

__all__ = ["Tensor"]
__getattr__ = namespace(__name__)

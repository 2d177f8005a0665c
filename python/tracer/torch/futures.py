"""torch.futures."""

from edgewise_tracer.stubs import namespace
from torch._jit_internal import Future

__all__ = ["Future"]
__getattr__ = namespace(__name__)

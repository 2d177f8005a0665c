"""torch.ao.nn."""

from edgewise_tracer.stubs import namespace
from torch.ao.nn import quantized

__all__ = ["quantized"]
__getattr__ = namespace(__name__)

"""torch.ao: quantisation is shown as a network without it."""

from edgewise_tracer.stubs import namespace
from torch.ao import nn, quantization

__all__ = ["nn", "quantization"]
__getattr__ = namespace(__name__)

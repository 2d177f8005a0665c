"""torch.nn.quantized.dynamic: quantised layers, which a float network does not have."""

from edgewise_tracer.stubs import namespace

__getattr__ = namespace(__name__)

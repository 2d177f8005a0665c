"""torch.masked."""

from edgewise_tracer.stubs import namespace

__getattr__ = namespace(__name__)

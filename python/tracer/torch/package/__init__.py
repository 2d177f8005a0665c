"""torch.package: nothing is packed."""

from edgewise_tracer.stubs import namespace

__getattr__ = namespace(__name__)

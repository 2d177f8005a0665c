"""torch._lazy: nothing of it is needed to run a network."""

from edgewise_tracer.stubs import namespace

__getattr__ = namespace(__name__)

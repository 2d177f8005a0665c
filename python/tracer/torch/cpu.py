"""torch.cpu."""

from edgewise_tracer.stubs import namespace
from torch._noop import Context, nothing

synchronize = set_device = nothing
stream = Context


def is_available() -> bool:
    return True


def device_count() -> int:
    return 1


def current_device() -> str:
    return "cpu"


__getattr__ = namespace(__name__)

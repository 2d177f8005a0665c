"""torch.accelerator: there is none."""

from edgewise_tracer.stubs import namespace
from torch._noop import false, nothing

is_available = false
current_accelerator = synchronize = set_device_index = nothing


def device_count() -> int:
    return 0


__getattr__ = namespace(__name__)

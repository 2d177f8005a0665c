"""torch.xpu: there is no such device."""

from edgewise_tracer.stubs import namespace
from torch._noop import false, nothing

is_available = is_initialized = is_bf16_supported = false
empty_cache = synchronize = manual_seed = manual_seed_all = set_device = init = nothing


def device_count() -> int:
    return 0


def current_device() -> int:
    return 0


memory_allocated = max_memory_allocated = memory_reserved = current_device

__getattr__ = namespace(__name__)

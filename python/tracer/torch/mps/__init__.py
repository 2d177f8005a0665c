"""torch.mps: there is no such device."""

from edgewise_tracer.stubs import namespace
from torch._noop import false, nothing

is_available = false
empty_cache = synchronize = manual_seed = seed = set_per_process_memory_fraction = nothing


def device_count() -> int:
    return 0


def current_allocated_memory() -> int:
    return 0


driver_allocated_memory = recommended_max_memory = current_allocated_memory

__getattr__ = namespace(__name__)

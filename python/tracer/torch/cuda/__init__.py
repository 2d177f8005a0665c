"""torch.cuda of a machine without a GPU. What asks is answered no; what waits or frees does nothing."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace
from torch._noop import Context, false, nothing, same
from torch.cuda import amp

is_available = is_initialized = is_bf16_supported = is_current_stream_capturing = false
has_half = has_magma = False
synchronize = empty_cache = set_device = init = ipc_collect = manual_seed = manual_seed_all = seed = seed_all = nothing
reset_peak_memory_stats = reset_max_memory_allocated = reset_max_memory_cached = set_per_process_memory_fraction = (
    nothing
)
set_rng_state = set_rng_state_all = set_stream = set_sync_debug_mode = nothing
device = device_of = stream = graph = StreamContext = Context
default_generators: tuple[Any, ...] = ()
OutOfMemoryError = type("OutOfMemoryError", (RuntimeError,), {"__module__": __name__})


def _zero(*args: Any, **kwargs: Any) -> int:
    return 0


device_count = current_device = memory_allocated = max_memory_allocated = memory_reserved = max_memory_reserved = _zero
memory_cached = max_memory_cached = _zero


def mem_get_info(device: Any = None) -> tuple[int, int]:
    return (0, 0)


def get_device_capability(device: Any = None) -> tuple[int, int]:
    return (0, 0)


def get_device_name(device: Any = None) -> str:
    return "cpu"


def get_arch_list() -> list[str]:
    return []


def get_rng_state(device: Any = None) -> Any:
    return torch.zeros(16, dtype=torch.uint8)


def memory_summary(*args: Any, **kwargs: Any) -> str:
    return ""


def can_device_access_peer(device: Any, peer_device: Any) -> bool:
    return False


class Stream(Context):
    """A queue of work on a GPU; everything here runs at once."""

    wait_stream = wait_event = synchronize = nothing
    record_event = query = same


class Event(Stream):
    record = wait = nothing

    def elapsed_time(self, end_event: Any) -> float:
        return 0.0


class CUDAGraph:
    """A recorded sequence of GPU work; here only a type."""

    replay = reset = capture_begin = capture_end = nothing


def current_stream(device: Any = None) -> Stream:
    return Stream()


default_stream = current_stream


class nvtx:
    """Marks for a profiler."""

    range = Context
    range_push = range_pop = mark = staticmethod(nothing)


__all__ = ["amp"]
_namespace = namespace(__name__)


def __getattr__(name: str) -> Any:
    # torch.cuda.FloatTensor and its like are the legacy types of torch under another name.
    if name.endswith("Tensor") and name in torch.__dict__:
        return torch.__dict__[name]
    return _namespace(name, 2)

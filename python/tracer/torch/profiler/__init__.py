"""torch.profiler: nothing is timed."""

from __future__ import annotations

import enum
from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import Context, nothing


class ProfilerActivity(enum.Enum):
    CPU = 0
    CUDA = 1
    XPU = 2


class ProfilerAction(enum.Enum):
    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


class profile(Context):
    step = start = stop = export_chrome_trace = export_stacks = nothing

    def key_averages(self, *args: Any, **kwargs: Any) -> list[Any]:
        return []


class record_function(Context):
    """Marks a stretch of code for the profiler."""


def schedule(**kwargs: Any) -> Any:
    return nothing


def tensorboard_trace_handler(*args: Any, **kwargs: Any) -> Any:
    return nothing


__getattr__ = namespace(__name__)

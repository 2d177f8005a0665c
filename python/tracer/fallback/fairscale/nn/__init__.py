"""fairscale.nn: wrappers that give the module as it is."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace


def FullyShardedDataParallel(module: Any, *args: Any, **kwargs: Any) -> Any:
    return module


checkpoint_wrapper = wrap = auto_wrap = FullyShardedDataParallel

__getattr__ = namespace(__name__)

"""torch.amp.autocast_mode: whether mixed precision is on. Tensors keep the dtype that they are computed in without it."""

from __future__ import annotations

import functools
from types import FunctionType
from typing import Any

import torch
from edgewise_tracer.stubs import namespace
from torch._core.state import state
from torch._noop import Context, decorator

custom_fwd = custom_bwd = decorator


class autocast(Context):
    def __init__(self, device_type: Any = "cuda", dtype: Any = None, enabled: bool = True, **kwargs: Any) -> None:
        self.device, self.fast_dtype, self.enabled = _kind(device_type), dtype, enabled
        self._before: list[dict[str, Any]] = []

    def __enter__(self) -> Any:
        self._before.append(state.autocast)
        others = {name: it for name, it in state.autocast.items() if name != self.device}
        mine = {self.device: self.fast_dtype or _default(self.device)} if self.enabled else {}
        state.autocast = {**others, **mine}
        return self

    def __exit__(self, *error: Any) -> None:
        state.autocast = self._before.pop() if self._before else {}

    def __call__(self, function: Any = None, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(function, FunctionType):
            return function

        @functools.wraps(function)
        def wrapped(*given: Any, **named: Any) -> Any:
            with self:
                return function(*given, **named)

        return wrapped


def _kind(device_type: Any) -> str:
    return str(device_type).partition(":")[0]


def _default(kind: str) -> Any:
    return torch.bfloat16 if kind == "cpu" else torch.float16


def is_autocast_available(device_type: str) -> bool:
    return False


def is_autocast_enabled(device_type: Any = "cuda") -> bool:
    return _kind(device_type) in state.autocast


def is_autocast_cpu_enabled() -> bool:
    return is_autocast_enabled("cpu")


def get_autocast_dtype(device_type: Any = "cuda") -> Any:
    kind = _kind(device_type)
    return state.autocast.get(kind) or _default(kind)


def get_autocast_gpu_dtype() -> Any:
    return get_autocast_dtype("cuda")


def get_autocast_cpu_dtype() -> Any:
    return get_autocast_dtype("cpu")


__getattr__ = namespace(__name__)

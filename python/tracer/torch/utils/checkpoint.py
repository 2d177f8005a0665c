"""torch.utils.checkpoint: trading memory for time matters in training only; functions are called straight through."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import Context, nothing

set_checkpoint_debug_enabled = Context
set_device_states = check_backward_validity = nothing
_OPTIONS = ("use_reentrant", "context_fn", "determinism_check", "debug", "preserve_rng_state", "early_stop")


def checkpoint(function: Any, *args: Any, **kwargs: Any) -> Any:
    return function(*args, **{name: value for name, value in kwargs.items() if name not in _OPTIONS})


def checkpoint_sequential(functions: Any, segments: int, input: Any, **kwargs: Any) -> Any:
    children = list(functions.children()) if hasattr(functions, "children") else list(functions)
    for child in children:
        input = child(input)
    return input


def get_device_states(*args: Any) -> tuple[list[Any], list[Any]]:
    return [], []


def noop_context_fn() -> tuple[Context, Context]:
    return Context(), Context()


__getattr__ = namespace(__name__)

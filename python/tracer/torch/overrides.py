"""torch.overrides: nothing overrides the functions of torch here."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace
from torch._noop import Context, false

has_torch_function = has_torch_function_unary = has_torch_function_variadic = false


class TorchFunctionMode(Context):
    """Would see every call of torch; here it can be entered, and sees none."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return func(*args, **(kwargs or {}))


BaseTorchFunctionMode = TorchFunctionMode


def handle_torch_function(public_api: Any, relevant_args: Any, *args: Any, **kwargs: Any) -> Any:
    return public_api(*args, **kwargs)


def is_tensor_like(inp: Any) -> bool:
    return isinstance(inp, torch.Tensor) or hasattr(inp, "__torch_function__")


def get_ignored_functions() -> set[Any]:
    return set()


def wrap_torch_function(dispatcher: Any) -> Any:
    def wrap(function: Any) -> Any:
        return function

    return wrap


__getattr__ = namespace(__name__)

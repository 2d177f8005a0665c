"""torch._jit_internal: decorators of scripting that other packages import."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

from edgewise_tracer.stubs import namespace
from torch._noop import decorator, false

_T = TypeVar("_T")


class Future(Generic[_T]):
    """A result to come; here only a type to annotate with."""


class RRef(Generic[_T]):
    """A remote reference; here only a type to annotate with."""


class _BroadcastingList:
    def __getitem__(self, types: Any) -> Any:
        return Any


BroadcastingList1 = BroadcastingList2 = BroadcastingList3 = BroadcastingList4 = _BroadcastingList()
_copy_to_script_wrapper = ignore = unused = export = _overload = _overload_method = decorator
is_scripting = false


def boolean_dispatch(
    arg_name: str, arg_index: int, default: bool, if_true: Any, if_false: Any, module_name: str, func_name: str
) -> Any:
    """One function out of two, chosen by a flag that is given by name or by position."""

    def dispatch(*args: Any, **kwargs: Any) -> Any:
        flag = kwargs.get(arg_name, args[arg_index] if arg_index < len(args) else default)
        return (if_true if flag else if_false)(*args, **kwargs)

    return dispatch


def is_tensor_like(obj: Any) -> bool:
    import torch

    return isinstance(obj, torch.Tensor)


__all__ = ["Final"]
__getattr__ = namespace(__name__)

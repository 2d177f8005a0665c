"""torch.jit: scripting and tracing leave a network as it is."""

from __future__ import annotations

import functools
from typing import Any, Final

import torch
from edgewise_tracer import checkpoint
from edgewise_tracer.stubs import namespace
from torch._noop import Context, decorator, false, nothing, same
from torch.jit import annotations

ScriptModule = RecursiveScriptModule = TopLevelTracedModule = torch.nn.Module
TracerWarning = type(
    "TracerWarning", (Warning,), {"__module__": __name__, "ignore_lib_warnings": staticmethod(nothing)}
)
strict_fusion = optimized_execution = Context
script_method = ignore = unused = export = interface = script_if_tracing = decorator
is_scripting = is_tracing = false
freeze = optimize_for_inference = enable_onednn_fusion = same
save = set_fusion_strategy = nothing


class ScriptFunction:
    """What scripting a function gives in torch; here only a type to test against."""


class CompilationUnit:
    """Source text compiled by torch; here only a type to test against."""


class Attribute:
    def __new__(cls, value: Any, type: Any = None) -> Any:
        return value


def script(obj: Any = None, *args: Any, **kwargs: Any) -> Any:
    return same if obj is None else obj


def trace(func: Any = None, *args: Any, **kwargs: Any) -> Any:
    return same if func is None else func


def trace_module(mod: Any, *args: Any, **kwargs: Any) -> Any:
    return mod


def annotate(the_type: Any, the_value: Any) -> Any:
    return the_value


def isinstance(obj: Any, target_type: Any) -> bool:
    import builtins

    return builtins.isinstance(obj, target_type)


def fork(func: Any, *args: Any, **kwargs: Any) -> Any:
    """Runs at once; wait() gives the result back."""
    return func(*args, **kwargs)


def wait(future: Any) -> Any:
    return future


def load(f: Any, *args: Any, **kwargs: Any) -> Any:
    return checkpoint.fake(f)


def _overload_method(func: Any) -> Any:
    return func


_overload = _overload_method
_script_if_tracing = functools.partial(decorator)

__all__ = ["Final", "annotations", "script", "trace"]
__getattr__ = namespace(__name__)

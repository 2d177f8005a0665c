"""torch._dynamo: nothing is compiled."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import decorator, false, nothing

allow_in_graph = disable = run = disallow_in_graph = graph_break_decorator = assume_constant_result = decorator
is_compiling = false
reset = graph_break = mark_dynamic = mark_static = mark_static_address = maybe_mark_dynamic = nothing


class OptimizedModule:
    """What compiling a module gives in torch; here only a type to test against."""


from torch._dynamo import config as config  # noqa: E402  needs nothing of this module, but must be its attribute


def optimize(*args: Any, **kwargs: Any) -> Any:
    return decorator


def is_dynamo_supported() -> bool:
    return False


__getattr__ = namespace(__name__)

"""torch.compiler: nothing is compiled."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import Context, decorator, false, nothing

allow_in_graph = disable = assume_constant_result = compile = nested_compile_region = decorator
is_compiling = is_dynamo_compiling = is_exporting = false
reset = cudagraph_mark_step_begin = set_enable_guard_collectives = nothing
set_stance = Context


def substitute_in_graph(original: Any, **kwargs: Any) -> Any:
    return decorator


def list_backends(*args: Any, **kwargs: Any) -> list[str]:
    return []


__getattr__ = namespace(__name__)

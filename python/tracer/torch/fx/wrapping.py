"""The parts of torch.fx that packages use when they are imported: wrap(), and tracers to derive from."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import unsupported
from torch.fx.proxy import TracerBase


def wrap(fn_or_name: Any) -> Any:
    """Works on a function and on the name of a function."""
    return fn_or_name


def symbolic_trace(root: Any, *args: Any, **kwargs: Any) -> Any:
    raise unsupported("Edgewise does not know torch.fx.symbolic_trace")


def replace_pattern(*args: Any, **kwargs: Any) -> Any:
    raise unsupported("Edgewise does not know torch.fx.replace_pattern")


class Tracer(TracerBase):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def trace(self, root: Any, *args: Any, **kwargs: Any) -> Any:
        raise unsupported("Edgewise does not know torch.fx.Tracer.trace")

    def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
        return type(m).__module__.startswith("torch.nn")


class Interpreter:
    def __init__(self, module: Any, *args: Any, **kwargs: Any) -> None:
        self.module = module

    def run(self, *args: Any, **kwargs: Any) -> Any:
        raise unsupported("Edgewise does not know torch.fx.Interpreter.run")


class Transformer(Interpreter):
    def transform(self) -> Any:
        raise unsupported("Edgewise does not know torch.fx.Transformer.transform")

"""torch.fx.graph: the class exists to be tested against and derived from."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace


class CodeGen:
    """Writes code for a graph; here only a type."""


class Graph:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.nodes: list[Any] = []


__getattr__ = namespace(__name__)

"""torch.fx.graph_module: the class exists to be tested against and derived from."""

from __future__ import annotations

from typing import Any

import torch.nn as nn
from edgewise_tracer.stubs import namespace
from torch.fx.graph import Graph


class GraphModule(nn.Module):
    def __init__(self, root: Any = None, graph: Any = None, class_name: str = "GraphModule") -> None:
        super().__init__()
        self.graph = graph if graph is not None else Graph()


def _copy_attr(from_module: Any, to_module: Any, target: str) -> None:
    """Copies the attribute that a dotted path names from one module to another."""
    *path, field = target.split(".")
    for item in path:
        inner = getattr(from_module, item)
        if not hasattr(to_module, item):
            setattr(to_module, item, nn.Module())
        from_module, to_module = inner, getattr(to_module, item)
    setattr(to_module, field, getattr(from_module, field))


__getattr__ = namespace(__name__)

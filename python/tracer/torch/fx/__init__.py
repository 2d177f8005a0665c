"""torch.fx: its classes exist, symbolic tracing does not."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch.fx import experimental, graph, graph_module, node, passes, proxy, wrapping
from torch.fx.graph import Graph
from torch.fx.graph_module import GraphModule
from torch.fx.node import Node
from torch.fx.proxy import Proxy
from torch.fx.wrapping import Interpreter, Tracer, Transformer, replace_pattern, symbolic_trace, wrap


def has_side_effect(function: Any) -> Any:
    return function


__all__ = [
    "Graph",
    "GraphModule",
    "Interpreter",
    "Node",
    "Proxy",
    "Tracer",
    "Transformer",
    "experimental",
    "graph",
    "graph_module",
    "node",
    "passes",
    "proxy",
    "replace_pattern",
    "symbolic_trace",
    "wrap",
    "wrapping",
]
__getattr__ = namespace(__name__)

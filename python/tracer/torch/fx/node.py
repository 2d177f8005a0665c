"""torch.fx.node: the class exists to be tested against."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace

Argument = Any
Target = Any


class Node:
    """A step of a traced graph; here only a type."""


def map_arg(a: Any, fn: Any) -> Any:
    return map_aggregate(a, lambda value: fn(value) if isinstance(value, Node) else value)


def map_aggregate(a: Any, fn: Any) -> Any:
    if isinstance(a, (tuple, list)):
        return type(a)(map_aggregate(value, fn) for value in a)
    if isinstance(a, dict):
        return {key: map_aggregate(value, fn) for key, value in a.items()}
    return fn(a)


__getattr__ = namespace(__name__)

"""The modules inside a model. Its own attributes may hide torch's methods: `self.modules = []` is common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def modules_of(model: Any) -> Iterator[Any]:
    """The model and every module below it, once each, in torch's order."""
    seen: set[int] = set()
    waiting = [model]
    while waiting:
        module = waiting.pop()
        if id(module) in seen:
            continue
        seen.add(id(module))
        yield module
        children = module.__dict__.get("_modules", {}).values()
        waiting += [it for it in reversed(list(children)) if it is not None]

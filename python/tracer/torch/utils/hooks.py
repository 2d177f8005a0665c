"""torch.utils.hooks: the handle that takes a hook away again."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from edgewise_tracer.stubs import namespace


class RemovableHandle:
    """Removes one hook from a dict of hooks. `extra_dict` is one dict or a list of them that lose the same id."""

    next_id = 0

    def __init__(self, hooks_dict: MutableMapping[int, Any], *, extra_dict: Any = None) -> None:
        self.hooks_dict = hooks_dict
        self.extra = [] if extra_dict is None else extra_dict if isinstance(extra_dict, list) else [extra_dict]
        self.id = RemovableHandle.next_id
        RemovableHandle.next_id += 1

    def remove(self) -> None:
        for hooks in (self.hooks_dict, *self.extra):
            hooks.pop(self.id, None)

    def __enter__(self) -> RemovableHandle:
        return self

    def __exit__(self, *error: Any) -> None:
        self.remove()


__getattr__ = namespace(__name__)

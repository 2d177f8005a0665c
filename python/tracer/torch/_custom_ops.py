"""The table of operators that code registered under a name such as `torchvision::nms`."""

from __future__ import annotations

from typing import Any

from torch._noop import decorator

_table: dict[str, tuple[Any, bool]] = {}
custom_op = impl = impl_abstract = decorator


def register(name: str, function: Any, is_weak: bool = False) -> None:
    """Remembers what runs under a name. A weak entry (shapes only) does not replace a real one."""
    key = name.partition(".")[0]
    if is_weak and key in _table and not _table[key][1]:
        return
    _table[key] = (function, is_weak)


def find(name: str) -> Any:
    """The implementation of `namespace::operator`, or None."""
    if name.startswith("torchvision::") and name not in _table:
        from torch import _torchvision_ops  # noqa: F401  registers itself

    found = _table.get(name)
    return found[0] if found is not None else None

"""Lets a dataclass have another one's object as a default, as Python did until 3.11: configurations are full of it."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

_own_get_field: Any = getattr(dataclasses, "_get_field", None)


def install() -> None:
    if _own_get_field is not None:
        dataclasses._get_field = _get_field  # type: ignore[attr-defined]


def reset() -> None:
    if _own_get_field is not None:
        dataclasses._get_field = _own_get_field  # type: ignore[attr-defined]


def _get_field(cls: type, a_name: str, *rest: Any) -> Any:
    default = cls.__dict__.get(a_name)
    is_object = dataclasses.is_dataclass(default) and not isinstance(default, type)
    if is_object and default.__class__.__hash__ is None:
        setattr(cls, a_name, dataclasses.field(default_factory=lambda: copy.deepcopy(default)))
    return _own_get_field(cls, a_name, *rest)

"""Makes a model without its pretrained weights, where code would fetch them itself: they are not counted."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from . import frames

_NAME = re.compile(r"^(is_|use_|load_)?(pre_?train(ed)?|imagenet)(_|$)|_pre_?train(ed)?$", re.IGNORECASE)


def is_switch(name: str) -> bool:
    """`pretrained`, `pretrained_base`, `backbone_pretrained`, `pretrain`."""
    return _NAME.search(name) is not None


@contextlib.contextmanager
def switched_off() -> Iterator[bool]:
    """Gives whether there is anything to switch off: a default of the code that asks for weights."""
    changed: list[tuple[FunctionType, Any, Any]] = []
    for function in _functions():
        before = (function.__defaults__, function.__kwdefaults__)
        _switch_off(function)
        if before != (function.__defaults__, function.__kwdefaults__):
            changed.append((function, *before))
    try:
        yield bool(changed)
    finally:
        for function, plain, keyword in changed:
            function.__defaults__, function.__kwdefaults__ = plain, keyword


def _functions() -> Iterator[FunctionType]:
    for module in list(sys.modules.values()):
        file = getattr(module, "__dict__", {}).get("__file__")
        if not isinstance(file, str) or frames.file_origin(file) != frames.USER:
            continue
        for value in list(module.__dict__.values()):
            if isinstance(value, FunctionType):
                yield value
            elif isinstance(value, type) and value.__module__ == module.__name__:
                members = (getattr(it, "__func__", it) for it in list(value.__dict__.values()))
                yield from (it for it in members if isinstance(it, FunctionType))


def _switch_off(function: FunctionType) -> None:
    code = function.__code__
    defaults = function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount]
    pairs = list(zip(names, defaults, strict=True))
    if any(_is_on(name, value) for name, value in pairs):
        function.__defaults__ = tuple(_off(value) if _is_on(name, value) else value for name, value in pairs)
    keyword = function.__kwdefaults__ or {}
    if any(_is_on(name, value) for name, value in keyword.items()):
        function.__kwdefaults__ = {
            name: _off(value) if _is_on(name, value) else value for name, value in keyword.items()
        }


def _is_on(name: str, value: Any) -> bool:
    """`pretrained=True`, and `pretrained="imagenet"`."""
    return (value is True or isinstance(value, str)) and is_switch(name)


def _off(value: Any) -> Any:
    return False if value is True else None

"""The names of numpy for arguments, which torch's C++ functions take as well: `axis` for `dim`, `keepdims` for `keepdim`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any

_ALIASES = {"axis": "dim", "keepdims": "keepdim"}


def with_numpy_names(made: Any) -> Any:
    """The function itself where it has none of these arguments, or takes the other names already."""
    known = _arguments(made)
    wanted = {alias: name for alias, name in _ALIASES.items() if name in known and alias not in known}
    return _renaming(made, wanted) if wanted else made


def _arguments(made: Any) -> tuple[str, ...]:
    inner = getattr(made, "__wrapped__", made)
    if not isinstance(inner, FunctionType):
        return ()
    code = inner.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _renaming(made: Callable[..., Any], wanted: dict[str, str]) -> Callable[..., Any]:
    @functools.wraps(made)
    def call(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            for alias, name in wanted.items():
                if alias in kwargs:
                    kwargs[name] = kwargs.pop(alias)
        return made(*args, **kwargs)

    return call

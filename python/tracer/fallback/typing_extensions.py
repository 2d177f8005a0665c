"""typing_extensions: what the running Python's typing has already, under this name. Used when the package is not there."""

import typing
from typing import *  # noqa: F403  the point of this module
from typing import Any


def _same(value: Any = None, *args: Any, **kwargs: Any) -> Any:
    return value if value is not None else _same


def deprecated(message: str, /, **kwargs: Any) -> Any:
    return _same


def override(method: Any, /) -> Any:
    return method


class _Form:
    """A form of annotation that this Python does not have yet; it is the type inside it."""

    def __getitem__(self, item: Any) -> Any:
        return item[0] if isinstance(item, tuple) else item

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """A decorator gives back what it decorates; whatever is made by a call is a form itself."""
        return args[0] if len(args) == 1 and not kwargs and callable(args[0]) else self

    def __mro_entries__(self, bases: Any) -> tuple[type, ...]:
        return ()


def __getattr__(name: str) -> Any:
    if hasattr(typing, name):
        return getattr(typing, name)
    if name.startswith("__"):
        raise AttributeError(name)
    if name == "Doc":
        return lambda text: text
    return _Form()


runtime = typing.runtime_checkable

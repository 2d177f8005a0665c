"""Shapes that calls without an effect on the network share: functions, contexts and decorators that do nothing."""

from __future__ import annotations

from typing import Any


def nothing(*args: Any, **kwargs: Any) -> None:
    """Takes everything, does nothing."""


def false(*args: Any, **kwargs: Any) -> bool:
    return False


def same(value: Any = None, *args: Any, **kwargs: Any) -> Any:
    """Gives back its first argument; without one, a decorator that does so."""
    return same if value is None else value


class Context:
    """A context manager that is a decorator too, as autocast and record_function are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: Any) -> None:
        return None

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(self, *error: Any) -> None:
        return None

    def __call__(self, function: Any = None, *args: Any, **kwargs: Any) -> Any:
        return function


def decorator(function: Any = None, *args: Any, **kwargs: Any) -> Any:
    """Works as `@name` and as `@name(...)`; the decorated function stays as it is."""
    return function if callable(function) else same

"""A dict whose keys are attributes: what several packages of configurations are at heart."""

from __future__ import annotations

from typing import Any


class AttributeDict(dict):
    def __init__(self, d: Any = None, **kwargs: Any) -> None:
        super().__init__()
        for key, value in {**(dict(d) if d is not None else {}), **kwargs}.items():
            self[key] = value

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, _attributed(value, type(self)))

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __delattr__(self, name: str) -> None:
        del self[name]

    def update(self, *args: Any, **kwargs: Any) -> None:
        for key, value in dict(*args, **kwargs).items():
            self[key] = value


def _attributed(value: Any, kind: type) -> Any:
    if isinstance(value, dict) and not isinstance(value, kind):
        return kind(value)
    if isinstance(value, (list, tuple)):
        return (
            type(value)(_attributed(item, kind) for item in value) if not hasattr(value, "_fields") else value
        )
    return value

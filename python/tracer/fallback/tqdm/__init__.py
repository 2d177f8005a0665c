"""tqdm: a progress bar that shows nothing. Used when the package itself is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class tqdm:
    def __init__(self, iterable: Any = None, *args: Any, **kwargs: Any) -> None:
        self.iterable = iterable
        self.total = kwargs.get("total")
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable if self.iterable is not None else ())

    def __len__(self) -> int:
        return len(self.iterable) if self.iterable is not None else self.total or 0

    def __enter__(self) -> tqdm:
        return self

    def __exit__(self, *error: Any) -> None:
        return None

    def update(self, *args: Any, **kwargs: Any) -> None:
        return None

    close = clear = refresh = set_description = set_description_str = set_postfix = set_postfix_str = reset = update

    @staticmethod
    def write(*args: Any, **kwargs: Any) -> None:
        return None


def trange(*args: Any, **kwargs: Any) -> tqdm:
    return tqdm(range(*(arg for arg in args if isinstance(arg, int))), **kwargs)

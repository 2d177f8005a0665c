"""What reading weights gives in a trace: a checkpoint that takes every key and holds nothing.

Weights do not change what a network costs, and the sandbox cannot read or fetch them.
"""

from __future__ import annotations

from typing import Any

_state = {"was_made": False}


def fake(source: Any = "") -> FakeCheckpoint:
    """Notes that weights were not read, and gives the checkpoint that stands for them."""
    from . import notes

    _state["was_made"] = True
    notes.note(
        "weights-not-read",
        f"the weights {_shown(source)}are not read; they do not change what is counted",
        level="info",
    )
    return FakeCheckpoint()


def was_made() -> bool:
    """True once a checkpoint was asked for: a dict made from its items is empty, and may be loaded all the same."""
    return _state["was_made"]


def reset() -> None:
    _state["was_made"] = False


def _shown(source: Any) -> str:
    text = source if isinstance(source, str) else ""
    return f"of {text[:200]} " if text else ""


class FakeCheckpoint(dict):
    """Empty to whoever looks (`in`, `keys`, `items`), full to whoever takes (`[key]`, `.get`, `.pop`)."""

    def __missing__(self, key: Any) -> FakeCheckpoint:
        return FakeCheckpoint()

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key, default if default is not None else FakeCheckpoint())

    def pop(self, key: Any, *default: Any) -> Any:
        return super().pop(key, default[0] if default else FakeCheckpoint())

    def __delitem__(self, key: Any) -> None:
        super().pop(key, None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return FakeCheckpoint()

    def __call__(self, *args: Any, **kwargs: Any) -> FakeCheckpoint:
        return FakeCheckpoint()

    def __eq__(self, other: Any) -> bool:
        return True

    def __ne__(self, other: Any) -> bool:
        return False

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return True

    def copy(self) -> FakeCheckpoint:
        return FakeCheckpoint(self)

    def __deepcopy__(self, memo: Any) -> FakeCheckpoint:
        return FakeCheckpoint(self)

    def state_dict(self) -> FakeCheckpoint:
        return self


def _combined(self: FakeCheckpoint, *others: Any) -> FakeCheckpoint:
    return FakeCheckpoint()


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"):
    setattr(FakeCheckpoint, f"__{_name}__", _combined)
    setattr(FakeCheckpoint, f"__r{_name}__", _combined)

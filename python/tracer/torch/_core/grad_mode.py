"""no_grad and its kin: contexts and decorators that change what requires_grad of results says, nothing else."""

from __future__ import annotations

import functools
import inspect
from typing import Any

from .registry import function
from .state import state


class _Mode:
    """Works as `with no_grad():`, `@no_grad()` and `@no_grad`."""

    _sets = False

    def __new__(cls, given: Any = None) -> Any:
        if callable(given) and not isinstance(given, bool):
            return cls()(given)
        return object.__new__(cls)

    def __init__(self, given: Any = None) -> None:
        self.mode = self._sets

    def __enter__(self) -> Any:
        self._outer = state.is_grad_enabled
        state.is_grad_enabled = self.mode
        return self

    def __exit__(self, *error: Any) -> None:
        state.is_grad_enabled = self._outer

    def clone(self) -> Any:
        return type(self)()

    def __call__(self, wrapped: Any) -> Any:
        if inspect.isclass(wrapped):
            wrapped.__init__ = self(wrapped.__init__)
            return wrapped
        if inspect.isgeneratorfunction(wrapped):
            return wrapped
        mode = self.mode

        @functools.wraps(wrapped)
        def call(*args: Any, **kwargs: Any) -> Any:
            outer = state.is_grad_enabled
            state.is_grad_enabled = mode
            try:
                return wrapped(*args, **kwargs)
            finally:
                state.is_grad_enabled = outer

        return call


@function
class no_grad(_Mode):
    pass


@function
class enable_grad(_Mode):
    _sets = True


@function
class inference_mode(_Mode):
    def __init__(self, mode: Any = True) -> None:
        self.mode = not mode if isinstance(mode, bool) else False

    def __enter__(self) -> Any:
        self._inference = state.is_inference
        state.is_inference = not self.mode
        return super().__enter__()

    def __exit__(self, *error: Any) -> None:
        state.is_inference = self._inference
        super().__exit__(*error)


@function
class set_grad_enabled(_Mode):
    """Takes effect at once, and is undone at the end of `with`."""

    def __new__(cls, mode: bool) -> Any:
        return object.__new__(cls)

    def __init__(self, mode: bool) -> None:
        self._before = state.is_grad_enabled
        self.mode = state.is_grad_enabled = bool(mode)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: Any) -> None:
        state.is_grad_enabled = self._before

    def __call__(self, wrapped: Any) -> Any:
        state.is_grad_enabled = self._before
        return super().__call__(wrapped)

    def clone(self) -> Any:
        return type(self)(self.mode)


@function
def is_grad_enabled() -> bool:
    return state.is_grad_enabled


@function
def is_inference_mode_enabled() -> bool:
    return state.is_inference


for _mode in (no_grad, enable_grad, inference_mode, set_grad_enabled):
    _mode.__module__ = "torch"

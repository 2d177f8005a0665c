"""The errors of the tracer itself, as far as traced code or the stand-ins may see them."""

from __future__ import annotations


class UnsupportedOp(NotImplementedError):
    """Something of torch that Edgewise does not know. It is noted where it comes up: code may catch it."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        from . import notes

        notes.add("unsupported", message or "Edgewise does not know an operation that is used here")


class LimitReached(BaseException):
    """The trace is as long as it may be. No Exception: code that catches everything must not go on."""


class Refused(Exception):
    """The request itself cannot be met: an expression that gives no module, a file that is not there."""

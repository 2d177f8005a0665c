"""torchinfo: shows nothing, for Edgewise does. Used when the package itself is not there."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace


def summary(model: Any, *args: Any, **kwargs: Any) -> None:
    return None


__getattr__ = namespace(__name__)

"""ultralytics.utils.ops: rounding, and boxes in other coordinates."""

from __future__ import annotations

import contextlib
import math
from typing import Any

from edgewise_tracer.stubs import namespace


class Profile(contextlib.ContextDecorator):
    """Measures no time."""

    def __init__(self, t: float = 0.0, device: Any = None) -> None:
        self.t, self.dt = t, 0.0

    def __enter__(self) -> Profile:
        return self

    def __exit__(self, *error: Any) -> None:
        return None

    def time(self) -> float:
        return 0.0


def make_divisible(x: Any, divisor: Any) -> int:
    whole = int(divisor.max()) if hasattr(divisor, "max") else divisor
    return math.ceil(x / whole) * whole


def _copied(x: Any) -> Any:
    return x.clone() if hasattr(x, "clone") else x.copy()


def xywh2xyxy(x: Any) -> Any:
    y = _copied(x)
    half = x[..., 2:4] / 2
    y[..., :2] = x[..., :2] - half
    y[..., 2:4] = x[..., :2] + half
    return y


def xyxy2xywh(x: Any) -> Any:
    y = _copied(x)
    y[..., :2] = (x[..., :2] + x[..., 2:4]) / 2
    y[..., 2:4] = x[..., 2:4] - x[..., :2]
    return y


__getattr__ = namespace(__name__)

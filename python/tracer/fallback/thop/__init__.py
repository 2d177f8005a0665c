"""thop: counts nothing, for Edgewise does. Used when the package itself is not there."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace


def profile(model: Any, inputs: Any = (), *args: Any, **kwargs: Any) -> tuple[float, float]:
    return 0.0, 0.0


def clever_format(nums: Any, format: str = "%.2f") -> Any:
    return tuple(str(value) for value in nums) if isinstance(nums, (list, tuple)) else str(nums)


__getattr__ = namespace(__name__)

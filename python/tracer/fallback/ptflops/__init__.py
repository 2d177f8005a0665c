"""ptflops: counts nothing, for Edgewise does. Used when the package itself is not there."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace


def get_model_complexity_info(model: Any, input_res: Any, *args: Any, **kwargs: Any) -> tuple[Any, Any]:
    return ("0", "0") if kwargs.get("as_strings", True) else (0, 0)


__getattr__ = namespace(__name__)

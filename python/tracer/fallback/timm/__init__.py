"""The few helpers of timm that single-file models take from it. Used when the package itself is not there."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace, unsupported


def create_model(model_name: str, *args: Any, **kwargs: Any) -> Any:
    raise unsupported(f"Edgewise cannot build {model_name}: timm is not among the packages that it may read")


__getattr__ = namespace(__name__)

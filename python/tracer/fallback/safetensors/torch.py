"""safetensors.torch: weights are not read."""

from __future__ import annotations

from typing import Any

from edgewise_tracer import checkpoint
from edgewise_tracer.stubs import namespace


def load_file(filename: Any, *args: Any, **kwargs: Any) -> Any:
    return checkpoint.fake(filename)


def load(data: Any) -> Any:
    return checkpoint.fake()


def load_model(model: Any, filename: Any, *args: Any, **kwargs: Any) -> tuple[list[str], list[str]]:
    checkpoint.fake(filename)
    return [], []


def save_file(*args: Any, **kwargs: Any) -> None:
    return None


save_model = save = save_file
__getattr__ = namespace(__name__)

"""Memory formats of weights do not matter here."""

from __future__ import annotations

from typing import Any


def convert_conv2d_weight_memory_format(module: Any, memory_format: Any) -> Any:
    return module


def convert_conv3d_weight_memory_format(module: Any, memory_format: Any) -> Any:
    return module

"""Names we do not have: an honest AttributeError for what torch has not either, UnsupportedOp for what it has."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from edgewise_tracer.errors import UnsupportedOp
from edgewise_tracer.stubs import is_import_from, is_probing

from .names import FUNCTION_NAMES, METHOD_NAMES


def missing_attribute(tensor: Any, name: str, frame: FrameType) -> Exception:
    if name in METHOD_NAMES and not is_probing(frame):
        return UnsupportedOp(f"Edgewise does not know torch.Tensor.{name}")
    return AttributeError(f"'{type(tensor).__name__}' object has no attribute '{name}'")


def missing_function(name: str, frame: FrameType) -> Exception:
    if name in FUNCTION_NAMES and not is_probing(frame) and not is_import_from(frame):
        return UnsupportedOp(f"Edgewise does not know torch.{name}")
    return AttributeError(f"module 'torch' has no attribute '{name}'")


def namespace_getattr(module_name: str) -> Any:
    """The __getattr__ of torch.linalg and its like: what they do not have is not known, and a probe hears no."""

    def __getattr__(name: str) -> Any:
        frame = sys._getframe(1)
        if (name.startswith("__") and name.endswith("__")) or is_probing(frame) or is_import_from(frame):
            raise AttributeError(f"module '{module_name}' has no attribute '{name}'")
        raise UnsupportedOp(f"Edgewise does not know {module_name}.{name}")

    return __getattr__

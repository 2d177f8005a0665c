"""torch.functional: functions of torch under another name."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

__all__ = ["Tensor"]


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(torch, name)

"""torch.utils.tensorboard: nothing is logged."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace
from torch._noop import Context, nothing


class SummaryWriter(Context):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return nothing


FileWriter = SummaryWriter
__getattr__ = namespace(__name__)

"""DistributedDataParallel."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

from ..modules.module import Module


class DistributedDataParallel(Module):
    def __init__(self, module: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        self.module = module

    def forward(self, *inputs: Any, **kwargs: Any) -> Any:
        return self.module(*inputs, **kwargs)

    @contextmanager
    def no_sync(self) -> Any:
        yield

    def _set_static_graph(self) -> None:
        """How gradients are exchanged does not matter here."""

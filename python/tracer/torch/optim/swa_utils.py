"""torch.optim.swa_utils: an averaged model holds the model it averages."""

from __future__ import annotations

import copy
from typing import Any

import torch.nn as nn
from edgewise_tracer.stubs import namespace
from torch._noop import nothing
from torch.optim.lr_scheduler import LRScheduler


class AveragedModel(nn.Module):
    def __init__(self, model: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        self.module = copy.deepcopy(model)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        return self.module(*args, **kwargs)

    update_parameters = nothing


class SWALR(LRScheduler):
    """A schedule for averaging."""


update_bn = nothing
__getattr__ = namespace(__name__)

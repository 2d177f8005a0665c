"""mmcv.runner: the bases of modules, and what only training needs."""

from __future__ import annotations

from typing import Any

import torch.nn as nn
from edgewise_tracer.stubs import namespace


class BaseModule(nn.Module):
    def __init__(self, init_cfg: Any = None) -> None:
        super().__init__()
        self.init_cfg = init_cfg

    def init_weights(self) -> None:
        return None


class Sequential(BaseModule, nn.Sequential):
    def __init__(self, *args: Any, init_cfg: Any = None) -> None:
        BaseModule.__init__(self, init_cfg)
        nn.Sequential.__init__(self, *args)


class ModuleList(BaseModule, nn.ModuleList):
    def __init__(self, modules: Any = None, init_cfg: Any = None) -> None:
        BaseModule.__init__(self, init_cfg)
        nn.ModuleList.__init__(self, modules)


def auto_fp16(*args: Any, **kwargs: Any) -> Any:
    return lambda function: function


force_fp32 = auto_fp16


def load_checkpoint(model: Any, filename: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Weights are not read; they do not change what is counted."""
    return {}


load_state_dict = load_checkpoint


def _load_checkpoint(filename: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    return {}


def get_dist_info() -> tuple[int, int]:
    return 0, 1


__getattr__ = namespace(__name__)

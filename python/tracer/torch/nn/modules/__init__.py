"""torch.nn.modules: every layer by name."""

from __future__ import annotations

import importlib
from typing import Any

from edgewise_tracer.stubs import namespace

from .module import Module

_NAMES = (
    "linear conv activation container batchnorm instancenorm normalization pooling padding dropout loss sparse rnn "
    "transformer upsampling pixelshuffle channelshuffle fold flatten distance adaptive"
).split()

__all__ = ["Module"]


def _gather() -> None:
    for file in _NAMES:
        module = importlib.import_module(f"{__name__}.{file}")
        for name, value in vars(module).items():
            is_layer = isinstance(value, type) and issubclass(value, Module) and not name.startswith("_")
            if is_layer and name != "NonDynamicallyQuantizableLinear":
                globals()[name] = value
                if name not in __all__:
                    __all__.append(name)


def _share_names() -> None:
    """Programs that are copies of torch's files import from them what those files import."""
    import math
    import warnings

    import torch

    from .. import functional, init, parameter

    shared = {"torch": torch, "Tensor": torch.Tensor, "Parameter": parameter.Parameter, "F": functional, "init": init}
    shared.update(math=math, warnings=warnings)
    for file in (*_NAMES, "module", "lazy", "utils"):
        space = vars(importlib.import_module(f"{__name__}.{file}"))
        for name, value in shared.items():
            space.setdefault(name, value)


_gather()
_share_names()
__getattr__: Any = namespace(__name__)

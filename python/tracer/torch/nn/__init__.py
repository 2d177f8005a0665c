"""torch.nn: modules, their parameters and functions."""

from __future__ import annotations

from typing import Any

from edgewise_tracer.stubs import namespace

from . import functional, init, parameter
from .modules import *  # noqa: F403
from .modules import __all__ as _layers
from .modules.module import Module
from .parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter
from . import attention, common_types, grad, intrinsic, parallel, qat, quantizable, quantized, utils  # isort: skip
from .parallel import DataParallel

__all__ = [*_layers, "Buffer", "DataParallel", "Parameter", "UninitializedBuffer", "UninitializedParameter"]


def factory_kwargs(kwargs: Any) -> dict[str, Any]:
    """The options of a layer that say how its tensors are made."""
    if kwargs is None:
        return {}
    known = {"device", "dtype", "memory_format"}
    expected = known | {"factory_kwargs"}
    if not expected >= kwargs.keys():
        raise TypeError(f"unexpected kwargs {kwargs.keys() - expected}")
    found = dict(kwargs.get("factory_kwargs", {}))
    for key in known:
        if key in kwargs:
            if key in found:
                raise TypeError(f"{key} specified twice, in **kwargs and in factory_kwargs")
            found[key] = kwargs[key]
    return found


__getattr__: Any = namespace(__name__)

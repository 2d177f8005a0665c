"""torch.autograd.variable: a Variable has long been a tensor."""

from __future__ import annotations

from typing import Any

import torch
from edgewise_tracer.stubs import namespace


class _VariableMeta(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, torch.Tensor)


class Variable(metaclass=_VariableMeta):
    def __new__(cls, data: Any, requires_grad: bool = False, volatile: bool = False) -> Any:
        return data


__getattr__ = namespace(__name__)

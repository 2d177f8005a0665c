"""torch.ops: operators by namespace. torchvision's compiled ones are ours, aten's are the functions of torch."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import torch
from edgewise_tracer.stubs import is_probing, unsupported
from torch import _custom_ops
from torch._noop import nothing


class OpOverload:
    """One operator that can be called. Overloads (`add.Tensor`) are all the same function here."""

    def __init__(self, name: str, function: Any) -> None:
        self.__name__ = self._name = name
        self._function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        function = self._function or _custom_ops.find(self._name)
        if function is None:
            raise unsupported(f"Edgewise does not know torch.ops.{self._name.replace('::', '.')}")
        return function(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def overloads(self) -> list[str]:
        return ["default"]


OpOverloadPacket = HigherOrderOperator = OpOverload


class _Namespace:
    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        key = f"{self.name}::{name}"
        function = _custom_ops.find(key)
        if function is None and self.name == "aten":
            function = (
                torch.__dict__.get(name) or getattr(torch.Tensor, name, None) if not name.startswith("_") else None
            )
        if function is None and is_probing(sys._getframe(1)):
            raise AttributeError(f"'_OpNamespace' '{self.name}' object has no attribute '{name}'")
        return OpOverload(key, function)


class _Ops(ModuleType):
    """The module itself: every unknown attribute is a namespace of operators."""

    loaded_libraries: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _Namespace(name)
        self.__dict__[name] = value
        return value

    load_library = import_module = staticmethod(nothing)


sys.modules[__name__].__class__ = _Ops
